import { type Ask, type CustomerFacts, factsFrom, listAll, readCustomer } from './customerFacts.ts';

/** What may name the owner of a customer. */
export type OwnerHints = {
  readonly metadata: Readonly<Record<string, string>>;
  /** Of a Checkout session; null on a customer. */
  readonly clientReferenceId: string | null;
};

/** All that Stripe knows now of a customer that the store must follow. */
export type CustomerState = CustomerFacts & {
  /** What names its owner: first the customer itself, then its completed Checkout sessions, oldest first. */
  readonly hints: readonly OwnerHints[];
};

/**
 * Reads the current state of a customer: the customer, and then together its subscriptions, paid invoices and completed
 * Checkout sessions.
 *
 * @param livemode of the key, which a deleted customer does not tell.
 */
export async function readCustomerState(
  ask: Ask,
  customerId: string,
  livemode: boolean,
): Promise<CustomerState> {
  const customer = await readCustomer(ask, customerId);
  if (customer.deleted) {
    return { deleted: true, livemode, purchasedAt: null, subscriptionStatus: null, hints: [] };
  }
  const [subscriptions, invoices, sessions] = await Promise.all([
    listAll(ask, (stripe, page) =>
      stripe.subscriptions.list({ customer: customerId, status: 'all', ...page }),
    ),
    listAll(ask, (stripe, page) => stripe.invoices.list({ customer: customerId, status: 'paid', ...page })),
    listAll(ask, (stripe, page) =>
      stripe.checkout.sessions.list({ customer: customerId, status: 'complete', ...page }),
    ),
  ]);
  const bySession = sessions
    .toSorted((one, other) => one.created - other.created || (one.id < other.id ? -1 : 1))
    .map((session) => ({
      metadata: session.metadata ?? {},
      clientReferenceId: session.client_reference_id,
    }));
  return {
    deleted: false,
    livemode: customer.livemode,
    ...factsFrom(subscriptions, invoices, sessions),
    hints: [{ metadata: customer.metadata, clientReferenceId: null }, ...bySession],
  };
}
