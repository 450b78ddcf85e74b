import type { ClaimedEvent } from '../events.ts';
import type { RefreshCustomer } from '../refreshCustomer.ts';

export type ApplyCustomerParts = {
  readonly refresh: RefreshCustomer;
  readonly events: {
    waitingOf(customerId: string): Promise<readonly string[]>;
    markApplied(ids: readonly string[], outcome: string, at: string): Promise<unknown>;
  };
  readonly now: () => Date;
};

/**
 * Applies an event about a customer, its subscriptions, invoices or Checkout sessions: all of them mean that the
 * customer is to be looked at. A Checkout session brings its owner in the same way, since completed sessions are part of
 * the customer's state. Every event of the customer that came before Stripe is asked is thereby applied as well.
 *
 * @returns what it came to.
 */
export async function applyCustomerEvent(
  { refresh, events, now }: ApplyCustomerParts,
  event: ClaimedEvent & { readonly customerId: string },
  signal: AbortSignal,
): Promise<string> {
  let waiting: readonly string[] = [];
  const { outcome } = await refresh(event.customerId, {
    setBy: event.id,
    signal,
    async isNeeded() {
      waiting = await events.waitingOf(event.customerId);
      return waiting.includes(event.id);
    },
  });
  if (outcome !== 'covered') await events.markApplied(waiting, outcome, now().toISOString());
  return outcome;
}
