import type { Parts } from '../../build.ts';
import { type DemoBilling, type DemoOwner, demoOwners } from '../demoOwners.ts';
import type { StandIn } from '../standIn/standIn.ts';
import { customerFacts } from './customerFacts.ts';
import { findCustomerOf, makeCustomer } from './customers.ts';

type Store = Parts['store'];

const setBy = 'sandbox';

/**
 * Makes the demo owners, in the stand-in and in the store, as far as they are missing: all of them the first time, and
 * what was lost where one of the two was deleted. What is there stays as it is.
 */
export async function ensureDemoOwners(store: Store, standIn: StandIn): Promise<void> {
  await store.directory.importLines(directoryEntries(), { setBy });
  for (const owner of demoOwners) {
    if (owner.billing) await ensureAccount(store, standIn, owner, owner.billing);
  }
}

/** Users and organizations first: a member's line needs both. */
function directoryEntries() {
  const owners = demoOwners.map(({ type, id, name }) =>
    type === 'user' ? { line: 0, type, id } : { line: 0, type, id, name },
  );
  const members = demoOwners.flatMap(({ id, memberOf = {} }) =>
    Object.entries(memberOf).map(([organization, role]) => ({
      line: 0,
      type: 'member' as const,
      user: id,
      organization,
      role,
    })),
  );
  return [...owners, ...members];
}

async function ensureAccount(
  store: Store,
  standIn: StandIn,
  owner: DemoOwner,
  billing: DemoBilling,
): Promise<void> {
  const account = await store.billingAccounts.find(owner, false);
  if (account && isAsTold(standIn, account.customerId, billing)) return;
  const lostId = account && !standIn.data.customers.has(account.customerId) ? account.customerId : undefined;
  const customerId = findCustomerOf(standIn, owner) ?? makeCustomer(standIn, owner, billing, lostId);
  const setAt = new Date().toISOString();
  const facts =
    billing.inStripe === 'unknown'
      ? // Otherwise the subscriptions contract would not come as far as asking Stripe.
        { purchasedAt: setAt, subscriptionStatus: null }
      : customerFacts(standIn.data, customerId);
  await store.billingAccounts.link(
    { owner: { type: owner.type, id: owner.id }, customerId, livemode: false, ...facts, setBy, setAt },
    { replace: true },
  );
}

/** Whether Stripe's side of an account is what the table says. */
function isAsTold({ data }: StandIn, customerId: string, { inStripe }: DemoBilling): boolean {
  const customer = data.customers.get(customerId);
  if (inStripe === 'unknown') return customer === undefined;
  return customer !== undefined && Boolean(customer.deleted) === (inStripe === 'deleted');
}
