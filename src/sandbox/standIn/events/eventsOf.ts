import type Stripe from 'stripe';
import type { Change } from '../collection.ts';
import { isLive } from '../resources/findCustomer.ts';
import type { StandInState } from '../state.ts';
import type { EventFacts } from './eventFacts.ts';
import { previousAttributes } from './previousAttributes.ts';
import { invoiceEvents, subscriptionEvents } from './statusEvents.ts';

/**
 * Tells what happened since it was last asked, as events (https://docs.stripe.com/api/events/types): all that changes
 * the state, whoever does it, is told by the difference that it made.
 */
export function eventsOf(state: StandInState): EventFacts[] {
  const { customers, products, prices, paymentMethods, subscriptions, invoices } = state;
  return [
    ...products.takeChanges().flatMap(productEvents),
    ...prices.takeChanges().flatMap(priceEvents),
    ...customers.takeChanges().flatMap(customerEvents),
    ...paymentMethods.takeChanges().flatMap(paymentMethodEvents),
    ...subscriptions.takeChanges().flatMap(subscriptionEvents),
    ...invoices.takeChanges().flatMap(invoiceEvents),
    ...state.checkoutSessions.takeChanges().flatMap(checkoutEvents),
    ...state.portalConfigurations.takeChanges().flatMap(portalConfigurationEvents),
  ];
}

function customerEvents({ before, after }: Change<Stripe.Customer | Stripe.DeletedCustomer>): EventFacts[] {
  if (!after || (before && !isLive(before))) return [];
  if (!isLive(after)) return before ? [{ type: 'customer.deleted', data: { object: before } }] : [];
  if (!before) return [{ type: 'customer.created', data: { object: after } }];
  // Counted on with every invoice, which is no news about the customer.
  const counted = { ...before, next_invoice_sequence: after.next_invoice_sequence ?? 1 };
  const previous = previousAttributes(counted, after);
  return previous
    ? [{ type: 'customer.updated', data: { object: after, previous_attributes: previous } }]
    : [];
}

function productEvents({ before, after }: Change<Stripe.Product>): EventFacts[] {
  return !before && after ? [{ type: 'product.created', data: { object: after } }] : [];
}

function priceEvents({ before, after }: Change<Stripe.Price>): EventFacts[] {
  return !before && after ? [{ type: 'price.created', data: { object: after } }] : [];
}

function paymentMethodEvents({ before, after }: Change<Stripe.PaymentMethod>): EventFacts[] {
  if (!after || (before?.customer ?? null) === after.customer) return [];
  return after.customer === null
    ? [{ type: 'payment_method.detached', data: { object: after } }]
    : [{ type: 'payment_method.attached', data: { object: after } }];
}

function checkoutEvents({ before, after }: Change<Stripe.Checkout.Session>): EventFacts[] {
  if (!after || before?.status === after.status) return [];
  switch (after.status) {
    case 'complete':
      return [{ type: 'checkout.session.completed', data: { object: after } }];
    case 'expired':
      return [{ type: 'checkout.session.expired', data: { object: after } }];
    default:
      return [];
  }
}

function portalConfigurationEvents({
  before,
  after,
}: Change<Stripe.BillingPortal.Configuration>): EventFacts[] {
  if (!after) return [];
  if (!before) return [{ type: 'billing_portal.configuration.created', data: { object: after } }];
  const previous = previousAttributes({ ...before, updated: after.updated }, after);
  return previous
    ? [
        {
          type: 'billing_portal.configuration.updated',
          data: { object: after, previous_attributes: previous },
        },
      ]
    : [];
}
