import type Stripe from 'stripe';
import type { Change } from '../collection.ts';
import type { EventFacts } from './eventFacts.ts';
import { previousAttributes } from './previousAttributes.ts';

/** What Stripe tells of a subscription (https://docs.stripe.com/billing/subscriptions/webhooks). */
export function subscriptionEvents({ before, after }: Change<Stripe.Subscription>): EventFacts[] {
  if (!after) return [];
  if (!before) return [{ type: 'customer.subscription.created', data: { object: after } }];
  const previous = previousAttributes(before, after);
  if (!previous) return [];
  if (after.ended_at !== null && before.ended_at === null) {
    return [{ type: 'customer.subscription.deleted', data: { object: after } }];
  }
  const events: EventFacts[] = [
    { type: 'customer.subscription.updated', data: { object: after, previous_attributes: previous } },
  ];
  if (before.status !== 'paused' && after.status === 'paused') {
    events.push({ type: 'customer.subscription.paused', data: { object: after } });
  }
  if (before.status === 'paused' && after.status !== 'paused') {
    events.push({ type: 'customer.subscription.resumed', data: { object: after } });
  }
  return events;
}

/** What Stripe tells of an invoice: each step that it took, also where it took several at once. */
export function invoiceEvents({ before, after }: Change<Stripe.Invoice>): EventFacts[] {
  if (!after) return [];
  const events: EventFacts[] = [];
  const became = (status: Stripe.Invoice['status']) => before?.status !== status && after.status === status;
  const wasFinal = before !== undefined && before.status !== 'draft';
  const previous = before && previousAttributes(before, after);

  if (!before) events.push({ type: 'invoice.created', data: { object: after } });
  if (!wasFinal && after.status !== 'draft') {
    events.push({ type: 'invoice.finalized', data: { object: after } });
  }
  if (previous) {
    events.push({ type: 'invoice.updated', data: { object: after, previous_attributes: previous } });
  }
  if (became('paid')) {
    events.push({ type: 'invoice.paid', data: { object: after } });
    events.push({ type: 'invoice.payment_succeeded', data: { object: after } });
  }
  if (after.status === 'open' && after.attempt_count > (before?.attempt_count ?? 0)) {
    events.push({ type: 'invoice.payment_failed', data: { object: after } });
  }
  return events;
}
