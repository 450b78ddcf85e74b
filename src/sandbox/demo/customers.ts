import { randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import type { DemoBilling, DemoOwner } from '../demoOwners.ts';
import { isLive } from '../standIn/resources/findCustomer.ts';
import type { StandIn } from '../standIn/standIn.ts';
import { priceOf } from './plans.ts';

const day = 86_400;
/** As long as in the stand-in. */
const cycleSeconds = { monthly: 30 * day, yearly: 365 * day };

/**
 * Makes the Stripe customer of a demo owner, with all that belongs to it: card, subscription, purchase, invoices.
 *
 * @param id of the customer; otherwise one that no customer has had.
 * @returns its id; of a customer that Stripe is not to know, one that is made up.
 */
export function makeCustomer(standIn: StandIn, owner: DemoOwner, billing: DemoBilling, id?: string): string {
  if (billing.inStripe === 'unknown') return `cus_${randomUUID().replaceAll('-', '').slice(0, 14)}`;
  const { create, data } = standIn;
  const { name, email, address } = owner;
  const { subscription, purchase } = billing;
  const customer = create.customer({
    ...(id !== undefined && { id }),
    name,
    email,
    address,
    created: now() - daysOf(billing) * day,
    metadata: { billing_owner_type: owner.type, billing_owner_id: owner.id },
  });
  if (billing.card) giveCard(standIn, customer, billing.card);
  if (subscription) subscribe(standIn, customer.id, subscription);
  if (purchase) buy(standIn, customer.id, purchase);
  if (billing.inStripe === 'deleted') {
    data.customers.set(customer.id, { id: customer.id, object: 'customer', deleted: true });
  }
  return customer.id;
}

/** The customer in the stand-in that belongs to an owner, by the metadata; undefined where there is none. */
export function findCustomerOf({ data }: StandIn, { type, id }: DemoOwner): string | undefined {
  return [...data.customers.values()]
    .filter(isLive)
    .find(({ metadata }) => metadata.billing_owner_type === type && metadata.billing_owner_id === id)?.id;
}

function giveCard(
  { create, data }: StandIn,
  customer: Stripe.Customer,
  { brand, last4, hasExpired }: NonNullable<DemoBilling['card']>,
): void {
  const year = new Date().getUTCFullYear();
  const card = create.card({
    customer: customer.id,
    brand,
    last4,
    ...(hasExpired && { exp_month: 6, exp_year: year - 1 }),
  });
  const settings = { ...customer.invoice_settings, default_payment_method: card.id };
  data.customers.set(customer.id, { ...customer, invoice_settings: settings });
}

function subscribe(
  standIn: StandIn,
  customer: string,
  subscription: NonNullable<DemoBilling['subscription']>,
): void {
  const { create, data } = standIn;
  const { plan, cycle = 'monthly', status, invoices, trialDays, endedDaysAgo } = subscription;
  const price = priceOf(standIn, plan, cycle);
  const created = now() - daysOfSubscription(subscription) * day;
  const made = create.subscription({
    customer,
    items: [{ price: price.id }],
    status,
    created,
    ...(trialDays !== undefined && { trial_period_days: trialDays }),
  });
  if (endedDaysAgo !== undefined) {
    const ended = now() - endedDaysAgo * day;
    data.subscriptions.set(made.id, { ...made, canceled_at: ended, ended_at: ended });
  }
  invoices.forEach((invoiceStatus, index) => {
    create.invoice({
      customer,
      amount: price.unit_amount ?? 0,
      currency: price.currency,
      status: invoiceStatus,
      subscription: made.id,
      created: created + index * cycleSeconds[cycle],
    });
  });
}

function buy(
  { create }: StandIn,
  customer: string,
  { description, amount, daysAgo }: NonNullable<DemoBilling['purchase']>,
): void {
  const created = now() - daysAgo * day;
  const price = create.price({ currency: 'usd', unit_amount: amount, product_data: { name: description } });
  const invoice = create.invoice({ customer, amount, description, created });
  create.checkoutSession({
    mode: 'payment',
    customer,
    line_items: [{ price: price.id, quantity: 1 }],
    status: 'complete',
    payment_status: 'paid',
    invoice: invoice.id,
    created,
  });
}

/** How long ago the customer came. */
function daysOf({ subscription, purchase }: DemoBilling): number {
  return Math.max(subscription ? daysOfSubscription(subscription) : 0, purchase?.daysAgo ?? 0, 1);
}

/** How long ago it began: its invoices were written since, the last one a few days ago or before it ended. */
function daysOfSubscription(subscription: NonNullable<DemoBilling['subscription']>): number {
  const { cycle = 'monthly', invoices, endedDaysAgo = 0 } = subscription;
  const cycles = Math.max(invoices.length - 1, 0);
  return endedDaysAgo + 6 + (cycles * cycleSeconds[cycle]) / day;
}

/** In Stripe's unit: whole seconds since 1970. */
function now(): number {
  return Math.floor(Date.now() / 1000);
}
