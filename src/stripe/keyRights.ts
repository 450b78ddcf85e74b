import type Stripe from 'stripe';
import { StripeFailure } from './failures.ts';
import type { StripeResource, StripeRight } from './rights.ts';

/** A request that takes a right, and changes nothing whether the key has it or not. */
type Probe = (stripe: Stripe) => Promise<unknown>;

/** Ids that Stripe would not make: what writes to them is refused, for one reason or the other. */
const noCustomer = 'cus_billing_portal_probe';
const noEndpoint = 'we_billing_portal_probe';
const one = { limit: 1 };

const probes: Readonly<Record<StripeResource, { readonly read: Probe; readonly write?: Probe }>> = {
  customer_portal: {
    read: (stripe) => stripe.billingPortal.configurations.list(one),
    write: (stripe) => stripe.billingPortal.sessions.create({ customer: noCustomer }),
  },
  customer: { read: (stripe) => stripe.customers.list(one) },
  subscription: { read: (stripe) => stripe.subscriptions.list(one) },
  invoice: { read: (stripe) => stripe.invoices.list(one) },
  checkout_session: { read: (stripe) => stripe.checkout.sessions.list(one) },
  payment_method: { read: (stripe) => stripe.paymentMethods.list(one) },
  event: { read: (stripe) => stripe.events.list(one) },
  webhook: {
    read: (stripe) => stripe.webhookEndpoints.list(one),
    write: (stripe) => stripe.webhookEndpoints.update(noEndpoint, { disabled: false }),
  },
};

/**
 * Finds out which rights a key lacks: Stripe tells by refusing, and only a person can look them up.
 *
 * @param call makes one call, within the limits.
 * @throws StripeFailure where Stripe fails, or refuses the key as a whole (401).
 */
export async function findMissingRights(
  call: (request: Probe) => Promise<unknown>,
  rights: readonly StripeRight[],
): Promise<readonly StripeRight[]> {
  const lacks = await Promise.all(
    rights.map(async (right) => {
      const probe = probes[right.resource][right.access];
      return probe !== undefined && (await isForbidden(call(probe))) ? [right] : [];
    }),
  );
  return lacks.flat();
}

async function isForbidden(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return false;
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    // https://docs.stripe.com/api/errors: 403 "doesn't have permissions"; 400 and 404 come after that was looked at.
    const { status } = error.facts.log ?? {};
    if (status === 403) return true;
    if (status === 400 || status === 404) return false;
    throw error;
  }
}
