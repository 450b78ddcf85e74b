/**
 * What a restricted key needs for each part of the API, by Stripe's names
 * (https://docs.stripe.com/stripe-apps/reference/permissions; a price's is still called `plan`), and what the Dashboard
 * calls it.
 */
const resources = {
  '/v1/billing_portal/': { name: 'customer_portal', title: 'Customer portal' },
  '/v1/checkout/sessions': { name: 'checkout_session', title: 'Checkout Sessions' },
  '/v1/customers': { name: 'customer', title: 'Customers' },
  '/v1/events': { name: 'event', title: 'Events' },
  '/v1/invoiceitems': { name: 'invoice', title: 'Invoices' },
  '/v1/invoices': { name: 'invoice', title: 'Invoices' },
  '/v1/payment_methods': { name: 'payment_method', title: 'Payment Methods' },
  '/v1/payment_pages': { name: 'checkout_session', title: 'Checkout Sessions' },
  '/v1/prices': { name: 'plan', title: 'Prices' },
  '/v1/products': { name: 'product', title: 'Products' },
  '/v1/subscriptions': { name: 'subscription', title: 'Subscriptions' },
  '/v1/webhook_endpoints': { name: 'webhook', title: 'Webhook Endpoints' },
} as const;

export type Permission = {
  /** `customer_portal_write` */
  readonly name: string;
  /** `Customer portal Write` */
  readonly title: string;
};

/** Every permission of which the stand-in knows. */
export const permissionNames: readonly string[] = [
  ...new Set(Object.values(resources).flatMap(({ name }) => [`${name}_read`, `${name}_write`])),
];

/** What a request takes: `GET` read, everything else write (https://docs.stripe.com/keys/restricted-api-keys). */
export function permissionFor(method: string, path: string): Permission | undefined {
  const found = Object.entries(resources).find(([start]) => path.startsWith(start));
  if (found === undefined) return undefined;
  const [, { name, title }] = found;
  return method === 'GET'
    ? { name: `${name}_read`, title: `${title} Read` }
    : { name: `${name}_write`, title: `${title} Write` };
}

/** Whether permissions that were given are enough for one that is needed: write implies read. */
export function isGranted(needed: Permission, given: ReadonlySet<string>): boolean {
  return given.has(needed.name) || given.has(needed.name.replace(/_read$/, '_write'));
}
