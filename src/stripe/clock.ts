import type Stripe from 'stripe';

/**
 * Compares this machine's clock with Stripe's, by the `Date` of an answer (RFC 9110, section 6.6.1).
 *
 * @returns by how many milliseconds ours is ahead, within a second or so; undefined where the answer has no time.
 */
export async function readClockLead(stripe: Stripe): Promise<number | undefined> {
  const asked = Date.now();
  const { lastResponse } = await stripe.customers.list({ limit: 1 });
  const answered = Date.now();
  const theirs = Date.parse(lastResponse.headers.date ?? '');
  // It is of whole seconds: on average half of one has passed.
  return Number.isNaN(theirs) ? undefined : (asked + answered) / 2 - (theirs + 500);
}
