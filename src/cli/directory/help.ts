/** The format of an import, as `directory import --help` shows it. */
export const help = `
Each line is a JSON object; blank lines are passed over. Lines may come in any order, and of several about one thing the
last one decides. If a line is wrong, it is named by its number, and nothing is written.

  {"type":"user","id":"u1","email":"ada@example.com"}
  {"type":"organization","id":"o1","name":"Analytical Engines"}
  {"type":"member","user":"u1","organization":"o1","role":"billing"}
  {"type":"billing_account","owner":{"type":"user","id":"u1"},"customer":"cus_1"}

email           may be there and is not stored
portalProfile   what an organization's portal offers: a profile of portal-config.yaml, by its name. A line without it leaves
                what the organization has, and null takes that away
role            user, billing, workspaces, administrators or owner
"deleted":true  removes a user (whose API keys are revoked), an organization or a member; marks a billing account as one
                whose customer is deleted in Stripe
purchasedAt     when the owner of a billing account first bought something, or null for never
subscriptionStatus
                Stripe's status of the subscription that counts most, or null for none. Where a line lacks one of these
                two, Stripe is asked before anything is written: 10 requests a second, 4 for each customer. A customer
                that Stripe does not know makes the line wrong.

Billing accounts are those of the mode (live or test) of STRIPE_SECRET_KEY. A customer never moves to another owner, and
an owner has one customer: \`customers link OWNER CUSTOMER --replace\` puts another in its place.
--prune removes neither API keys nor billing accounts. It refuses a file without a user, organization or member.

Examples:
  $ billing-portal directory import directory.jsonl --dry-run
  $ psql -XAt -c "select json_build_object('type', 'billing_account', 'customer', stripe_customer_id, 'owner',
      json_build_object('type', 'user', 'id', id::text)) from users where stripe_customer_id is not null" |
      billing-portal directory import -`;
