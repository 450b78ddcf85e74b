import { formatOwner } from '../../billing/owner.ts';
import type { Store } from '../../store/connection.ts';
import type { StripeGateway } from '../../stripe/gateway.ts';
import { namedOwners } from '../../sync/owners.ts';
import { visible } from '../output.ts';
import { commandText } from '../shell.ts';
import { type Opened, storeOf, stripeOf } from './context.ts';
import { type Finding, type Findings, inTransit, orElse, warning } from './finding.ts';

/** Pages of a hundred of Stripe's customers, the newest first. */
const pages = 3;
/** Ids that a message names. */
const examples = 3;

/** Accounts whose customer Stripe does not know, and customers who name an owner and have no account. */
export async function checkOrphans(opened: Opened): Findings {
  const store = storeOf(opened);
  const { seen, unlinked } = await newestCustomers(store, stripeOf(opened));
  const missing = warning(
    `${unlinked.length} of the newest ${seen} customers in Stripe name an owner and have no account: ${listed(unlinked, unlinked.length)}.`,
    commandText('reconcile'),
  );
  return orElse(
    [...(await staleAccounts(store, opened.livemode)), ...(unlinked.length > 0 ? [missing] : [])],
    `Each account has its customer, and each of the newest ${seen} customers in Stripe who names an owner its account.`,
  );
}

async function staleAccounts(store: Store, livemode: boolean): Promise<readonly Finding[]> {
  const { count, first } = await store.followedAccounts.stale(livemode, examples);
  const [example] = first;
  if (example === undefined) return [];
  const ids = first.map(({ customerId }) => customerId);
  return [
    warning(
      `Stripe does not know the customers of ${count} accounts: ${listed(ids, count)}. Where asking again changes nothing, link the customer that their owner has now (customers link … --replace).`,
      commandText('reconcile', formatOwner(example.owner)),
    ),
  ];
}

/** A sample: all of them would take Stripe and a large account too long. */
async function newestCustomers(
  store: Store,
  { liveReader }: StripeGateway,
): Promise<{ readonly seen: number; readonly unlinked: readonly string[] }> {
  const setAside = new Set((await store.linkConflicts.list()).map(({ customerId }) => customerId));
  const unlinked: string[] = [];
  let seen = 0;
  let after: string | undefined;
  for (let page = 0; page < pages; page++) {
    const { items = [], next } = (await liveReader.customers({ after, since: undefined })) ?? {};
    const known = await store.followedAccounts.known(items.map(({ customerId }) => customerId));
    const open = items.filter(
      ({ customerId, hints, created }) =>
        namedOwners([hints]).length > 0 &&
        !known.has(customerId) &&
        !setAside.has(customerId) &&
        !inTransit(created * 1000),
    );
    unlinked.push(...open.map(({ customerId }) => customerId));
    seen += items.length;
    after = next;
    if (next === undefined) break;
  }
  return { seen, unlinked };
}

function listed(ids: readonly string[], count: number): string {
  const shown = ids.slice(0, examples).map(visible).join(', ');
  return count > examples ? `${shown} …` : shown;
}
