import type Stripe from 'stripe';
import type { Owner } from '../billing/owner.ts';
import type { Ask } from './customerFacts.ts';
import type { OwnerHints } from './customerState.ts';

/** A customer that may be an owner's: whoever asks reads the hints. */
export type CandidateCustomer = { readonly customerId: string; readonly hints: OwnerHints };

/**
 * Looks for an owner's customers, in three requests at once. Search knows every customer but is late, by a minute or,
 * in an outage, an hour, and is not there for accounts in India (https://docs.stripe.com/search#data-freshness). So the
 * newest customers and the newest completed Checkout sessions are looked through as well: lists are never late.
 *
 * @returns customers that may be the owner's, oldest first; others among them.
 * @throws what a list throws; that search fails is no failure.
 */
export async function findCustomersOf(ask: Ask, owner: Owner): Promise<readonly CandidateCustomer[]> {
  const [found, newest, sessions] = await Promise.all([
    ask((stripe) => stripe.customers.search({ query: queryFor(owner), limit: 10 })).then(
      ({ data }) => data,
      () => [],
    ),
    ask((stripe) => stripe.customers.list({ limit: 100 })).then(dataOf),
    ask((stripe) => stripe.checkout.sessions.list({ status: 'complete', limit: 100 })).then(dataOf),
  ]);
  const customers = [...newest, ...found].map(({ id, metadata, created }) => ({
    customerId: id,
    hints: { metadata, clientReferenceId: null },
    created,
  }));
  const bySession = sessions.flatMap(({ customer, metadata, client_reference_id, created }) => {
    const customerId = typeof customer === 'string' ? customer : customer?.id;
    const hints = { metadata: metadata ?? {}, clientReferenceId: client_reference_id };
    return customerId === undefined ? [] : [{ customerId, hints, created }];
  });
  return [...customers, ...bySession].sort((one, other) => one.created - other.created);
}

/** https://docs.stripe.com/search#search-query-language: values in quotes, escaped by a backslash. */
function queryFor({ type, id }: Owner): string {
  const quoted = (text: string) => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
  return `metadata['billing_owner_type']:${quoted(type)} AND metadata['billing_owner_id']:${quoted(id)}`;
}

function dataOf<T>(list: Partial<Stripe.ApiList<T>>): T[] {
  return Array.isArray(list.data) ? list.data : [];
}
