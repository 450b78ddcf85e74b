/**
 * What a restricted key must be allowed, by the rows of Stripe's Dashboard (https://dashboard.stripe.com/apikeys/create)
 * and the names that its documentation gives them. Stripe's pages, as far as stored copies of them could be read:
 *
 * - https://docs.stripe.com/keys/permissions-reference, "API permissions reference", lists endpoint by endpoint the
 *   "recommended RAK permission that provides access to each request". Only its first rows were in the copy (up to
 *   `/v1/accounts/…`, such as `GET /v1/account`: `connected_account_read`), none of the calls below: those are yet to
 *   be compared with the live page, or by the Stripe CLI: `stripe keys permissions "GET /v1/customers"`
 *   (stripe/stripe-cli#1604).
 * - https://docs.stripe.com/stripe-apps/reference/permissions (before: https://stripe.com/docs/security/permissions) has
 *   the names by resource: `checkout_session_read`, `customer_read`, `customer_portal_read` and `_write`, `event_read`,
 *   `invoice_read`, `payment_method_read`, `subscription_read`, `webhook_read` and `_write`. An object that a request
 *   expands needs its own right; what we expand (`features.subscription_update.products`) is no object of its own. Of
 *   apps whose portals manage subscriptions or payment methods it asks for `elements_write` as well, which no list of a
 *   restricted key's rights was found to have.
 * - https://docs.stripe.com/keys/restricted-api-keys gives the access: `GET` takes read, `POST` and `DELETE` take write,
 *   and "write permissions imply read permissions".
 *
 * Stripe's refusals call the same rights `rak_customer_portal_write` and so on ("Having the 'rak_customer_portal_write'
 * permission would allow this request to continue", t3dotgg/stripe-recommendations#23), which is also what the
 * Dashboard's address takes to tick them: `/apikeys/create?permissions[0]=rak_customer_portal_write`.
 */
export const stripeResources = {
  customer_portal: 'Customer portal',
  customer: 'Customers',
  subscription: 'Subscriptions',
  invoice: 'Invoices',
  checkout_session: 'Checkout Sessions',
  payment_method: 'Payment Methods',
  event: 'Events',
  webhook: 'Webhook Endpoints',
} as const;

export type StripeResource = keyof typeof stripeResources;

export type StripeRight = { readonly resource: StripeResource; readonly access: 'read' | 'write' };

/** Who makes calls: the service itself (`serve`), and commands. */
export const stripeUsers = [
  'serve',
  'setup',
  'doctor',
  'explain',
  'portal-config',
  'reconcile',
  'directory import',
  'customers link',
] as const;

export type StripeUser = (typeof stripeUsers)[number];

/** The right that a call to Stripe takes, and who makes that call. */
export type StripeCall = StripeRight & { readonly neededBy: readonly StripeUser[] };

/** Those who read what is Stripe's state of a customer. */
const readers = ['serve', 'setup', 'explain', 'reconcile', 'directory import', 'customers link'] as const;
const configurers = ['setup', 'portal-config'] as const;

/**
 * Every call to Stripe that is made, as `METHOD /path`, the ids in the path named as Stripe's own pages name them. Some
 * calls `setup` and `doctor` make for no other reason than to see whether they may.
 */
export const stripeCalls: Readonly<Record<string, StripeCall>> = {
  'POST /v1/billing_portal/sessions': write('customer_portal', 'serve', 'setup', 'doctor'),
  'GET /v1/billing_portal/configurations': read('customer_portal', 'serve', 'doctor', ...configurers),
  'GET /v1/billing_portal/configurations/{configuration}': read('customer_portal', 'serve'),
  'POST /v1/billing_portal/configurations': write('customer_portal', ...configurers),
  'POST /v1/billing_portal/configurations/{configuration}': write('customer_portal', ...configurers),

  'GET /v1/customers/{customer}': read('customer', ...readers),
  'GET /v1/customers': read('customer', 'serve', 'setup', 'doctor', 'explain', 'reconcile'),
  'GET /v1/customers/search': read('customer', 'serve', 'explain', 'reconcile'),
  'GET /v1/subscriptions': read('subscription', ...readers, 'doctor'),
  'GET /v1/invoices': read('invoice', ...readers, 'doctor'),
  'GET /v1/checkout/sessions': read('checkout_session', ...readers, 'doctor'),
  'GET /v1/payment_methods': read('payment_method', 'serve', 'setup', 'doctor'),
  'GET /v1/events': read('event', 'setup', 'doctor', 'reconcile'),

  'GET /v1/webhook_endpoints': read('webhook', 'setup', 'doctor'),
  'POST /v1/webhook_endpoints': write('webhook', 'setup'),
  'POST /v1/webhook_endpoints/{webhook_endpoint}': write('webhook', 'setup'),
  'DELETE /v1/webhook_endpoints/{webhook_endpoint}': write('webhook', 'setup'),
};

/**
 * Finds a request to Stripe in the table.
 *
 * @param path without the query.
 * @returns the table's name of the call; undefined where it has none.
 * @example stripeCallOf('GET', '/v1/customers/cus_1') // 'GET /v1/customers/{customer}'
 */
export function stripeCallOf(method: string, path: string): string | undefined {
  const name = `${method} ${path}`;
  const given = name.split('/');
  const isAt = (call: string) => {
    const parts = call.split('/');
    const fits = (part: string, index: number) =>
      part === given[index] || (part.startsWith('{') && given[index] !== '');
    return parts.length === given.length && parts.every(fits);
  };
  // First as it is: /v1/customers/search would fit the pattern of a customer's id as well.
  return Object.hasOwn(stripeCalls, name) ? name : Object.keys(stripeCalls).find(isAt);
}

/**
 * The rights that a restricted key needs, one for each resource: write, which implies read, wherever one call takes it.
 *
 * @param users whose calls count; all by default.
 * @example rightsNeeded(['serve']) // [{ resource: 'customer_portal', access: 'write' }, …]
 */
export function rightsNeeded(users?: readonly StripeUser[]): readonly StripeRight[] {
  const isCounted = ({ neededBy }: StripeCall) =>
    users === undefined || neededBy.some((user) => users.includes(user));
  const calls = Object.values(stripeCalls).filter(isCounted);
  return Object.keys(stripeResources)
    .filter(isResource)
    .flatMap((resource) => {
      const accesses = calls.filter((call) => call.resource === resource).map(({ access }) => access);
      if (accesses.length === 0) return [];
      return [{ resource, access: accesses.includes('write') ? ('write' as const) : ('read' as const) }];
    });
}

/** A right in the Dashboard's words: `Customer portal: write`. */
export function describeRight({ resource, access }: StripeRight): string {
  return `${stripeResources[resource]}: ${access}`;
}

/** A right by the name that Stripe's documentation has: `customer_portal_write`. */
export function nameOfRight({ resource, access }: StripeRight): string {
  return `${resource}_${access}`;
}

function isResource(name: string): name is StripeResource {
  return Object.hasOwn(stripeResources, name);
}

function read(resource: StripeResource, ...neededBy: StripeUser[]): StripeCall {
  return { resource, access: 'read', neededBy };
}

function write(resource: StripeResource, ...neededBy: StripeUser[]): StripeCall {
  return { resource, access: 'write', neededBy };
}
