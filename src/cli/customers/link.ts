import type { Command } from 'commander';
import { formatOwner, type Owner } from '../../billing/owner.ts';
import type { Environment } from '../../config/read.ts';
import { loadConfig } from '../../config.ts';
import type { BillingAccountFacts, StoredBillingAccount } from '../../store/billingAccounts.ts';
import type { Store } from '../../store/connection.ts';
import { LinkConflict } from '../../store/linkConflict.ts';
import { customerLock } from '../../sync/customerLock.ts';
import { argument, id, owner } from '../arguments.ts';
import { CommandFailure } from '../commandFailure.ts';
import { note, print, printJson, visible } from '../output.ts';
import { withStore } from '../parts.ts';
import { commandText } from '../shell.ts';
import { accountsTable, withStatus } from './accounts.ts';
import { conflictsIn } from './conflict.ts';
import { factsFromStripe } from './factsFromStripe.ts';

type Options = { readonly replace?: boolean; readonly json?: boolean };

const help = `
Stripe is asked first: the customer must exist in the mode (live or test) of STRIPE_SECRET_KEY.
With --replace the owner's other customer of that mode is set aside: it stays in Stripe, but opens no portal here.
A link that was set aside for a person (customers conflicts) is settled when it is made.
A customer never moves from one owner to another.

Examples:
  $ billing-portal customers link user:u1 cus_NffrFeUfNV2Hib
  $ billing-portal customers link organization:o1 cus_NffrFeUfNV2Hib --replace`;

/** `customers link`: a person says which customer an owner has. */
export function addCustomersLink(customers: Command, env: Environment): void {
  customers
    .command('link')
    .description('Link an owner to a Stripe customer, or bring what is known of it up to date.')
    .argument('<OWNER>', 'user:ID or organization:ID', argument(owner))
    .argument('<CUSTOMER>', 'the id of the customer in Stripe, cus_…', argument(id))
    .option('--replace', "set the owner's other customer aside")
    .option('--json', 'print the billing account')
    .addHelpText('after', help)
    .action(async (of: Owner, customerId: string, { replace = false, json = false }: Options) => {
      const config = loadConfig(env, { program: 'service', needs: 'database+stripe' });
      const [account, open] = await withStore(config, (store) =>
        // An event that comes at the same time is applied before or after, and sets nothing aside in between.
        store.locks.run(customerLock(customerId), async () => {
          const facts = await factsFromStripe(config, of, customerId, 'customers link');
          const linked = await link(store, facts, replace);
          await store.billingAccounts.clearStale(customerId, facts.setAt, facts.setBy);
          await store.linkConflicts.settleLink(facts, facts.setAt);
          return [{ ...linked, staleAt: null }, await conflictsIn(store, of)] as const;
        }),
      );
      if (json) printJson(withStatus(account));
      else print(`${visible(formatOwner(of))} is linked:\n\n${accountsTable([account])}`);
      if (open.length > 0) {
        note(`More is set aside: ${commandText('customers', 'conflicts', '--owner', formatOwner(of))}`);
      }
    });
}

async function link(
  store: Store,
  facts: BillingAccountFacts,
  replace: boolean,
): Promise<StoredBillingAccount> {
  const again = `customers link ${formatOwner(facts.owner)} ${facts.customerId} --replace`;
  try {
    const linked = await store.billingAccounts.link(facts, { replace });
    if (linked.deletedAt !== null) throw new LinkConflict('customer_deleted', facts);
    if (linked.replacedAt !== null) {
      throw new CommandFailure(
        `${facts.customerId} was replaced by another customer of this owner. To put it back: ${again}`,
      );
    }
    return linked;
  } catch (error) {
    if (!(error instanceof LinkConflict)) throw error;
    throw new CommandFailure(visible(await conflictText(store, error, facts.livemode, again)));
  }
}

async function conflictText(
  store: Store,
  conflict: LinkConflict,
  livemode: boolean,
  again: string,
): Promise<string> {
  const { kind, owner: of, customerId } = conflict;
  switch (kind) {
    case 'customer_deleted':
      return `${customerId} was deleted in Stripe once, and stays so here. Link another customer.`;
    case 'customer_of_other_owner': {
      const other = (await store.billingAccounts.findByCustomer(customerId))?.owner;
      return `${customerId} belongs to ${other ? formatOwner(other) : 'another owner'}, and a customer never moves to another owner. Nothing was changed.`;
    }
    case 'owner_has_other_customer': {
      const other = await store.billingAccounts.find(of, livemode);
      return `${formatOwner(of)} has another customer, ${other?.customerId ?? 'unknown'}. Nothing was changed. To set that one aside: ${again}`;
    }
  }
}
