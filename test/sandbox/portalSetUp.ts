import type Stripe from 'stripe';
import type { StandIn } from '../../src/sandbox/standIn/standIn.ts';
import { clientOf } from './useStandIn.ts';

/** A portal that offers all it can. */
export const allFeatures = (
  prices: readonly Stripe.Price[],
): Stripe.BillingPortal.ConfigurationCreateParams.Features => ({
  customer_update: { enabled: true, allowed_updates: ['name', 'email', 'address', 'phone'] },
  invoice_history: { enabled: true },
  payment_method_update: { enabled: true },
  subscription_cancel: {
    enabled: true,
    cancellation_reason: { enabled: true, options: ['too_expensive', 'other'] },
  },
  subscription_update: {
    enabled: true,
    default_allowed_updates: ['price'],
    products: prices.map(({ id, product }) => ({ product: String(product), prices: [id] })),
  },
});

/** Ada, who pays for Professional with a Visa and may change to Business. */
export async function givenAda(standIn: StandIn) {
  const stripe = clientOf(standIn.url);
  const priceOf = (name: string, unit_amount: number) =>
    standIn.create.price({
      currency: 'usd',
      unit_amount,
      recurring: { interval: 'month' },
      product_data: { name },
    });
  const professional = priceOf('Professional', 2900);
  const business = priceOf('Business', 9900);
  const customer = await stripe.customers.create({
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    payment_method: 'pm_card_visa',
    invoice_settings: { default_payment_method: 'pm_card_visa' },
  });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: professional.id }],
  });
  const open = async (
    params: Stripe.BillingPortal.SessionCreateParams = {},
    features: Partial<Stripe.BillingPortal.ConfigurationCreateParams.Features> = {},
  ): Promise<string> => {
    const configuration = await stripe.billingPortal.configurations.create({
      features: { ...allFeatures([professional, business]), ...features },
    });
    const { url } = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      configuration: configuration.id,
      return_url: 'https://yourapp.com/dashboard',
      ...params,
    });
    return url;
  };
  return { stripe, professional, business, customer: customer.id, subscription: subscription.id, open };
}

/** Sends a form as a browser would, and does not follow where it leads. */
export function submit(url: string, fields: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
}

export const goodCard = { number: '4242 4242 4242 4242', expiry: '12/34', cvc: '123' };
