import type Stripe from 'stripe';
import type { StandIn } from '../standIn/standIn.ts';

/** The plans that the published contracts name, with prices of ours in US cents a month. */
const plans = {
  starter: { name: 'Starter', monthly: 1_900 },
  professional: { name: 'Professional', monthly: 4_900 },
  business: { name: 'Business', monthly: 14_900 },
  agency: { name: 'Agency', monthly: 39_900 },
} as const;

export type PlanId = keyof typeof plans;
export const planIds: readonly PlanId[] = ['starter', 'professional', 'business', 'agency'];
export type BillingCycle = 'monthly' | 'yearly';

export function isPlanId(text: string | null): text is PlanId {
  return planIds.some((id) => id === text);
}

/** The price of a plan in the stand-in, made where it is missing; a year costs ten months. */
export function priceOf(standIn: StandIn, plan: PlanId, cycle: BillingCycle): Stripe.Price {
  const lookupKey = `${plan}_${cycle}`;
  const known = [...standIn.data.prices.values()].find((price) => price.lookup_key === lookupKey);
  if (known) return known;
  const { name, monthly } = plans[plan];
  const productId = `prod_sandbox_${plan}`;
  if (!standIn.data.products.has(productId)) standIn.create.product({ id: productId, name });
  return standIn.create.price({
    product: productId,
    currency: 'usd',
    unit_amount: cycle === 'yearly' ? monthly * 10 : monthly,
    recurring: { interval: cycle === 'yearly' ? 'year' : 'month' },
    lookup_key: lookupKey,
  });
}
