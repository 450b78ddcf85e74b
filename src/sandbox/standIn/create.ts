import type Stripe from 'stripe';
import { type CardInput, createCard } from './resources/createCard.ts';
import { type CheckoutSessionInput, createCheckoutSession } from './resources/createCheckoutSession.ts';
import { createInvoice, type InvoiceInput } from './resources/createInvoice.ts';
import { createSubscription, type SubscriptionInput } from './resources/createSubscription.ts';
import { type CustomerInput, createCustomer } from './resources/customers.ts';
import { createEvent, type EventInput } from './resources/events.ts';
import {
  createPortalConfiguration,
  type PortalConfigurationInput,
} from './resources/portalConfigurations.ts';
import { createPrice, type PriceInput } from './resources/prices.ts';
import { createProduct, type ProductInput } from './resources/products.ts';
import { createWebhookEndpoint, type WebhookEndpointInput } from './resources/webhookEndpoints.ts';
import type { StandInEvent, StandInState } from './state.ts';

/**
 * Makes objects without a request, also such as Stripe's API would not make: in any status, in the past. No event tells
 * of them.
 */
export type Create = {
  customer(input?: CustomerInput): Stripe.Customer;
  product(input: ProductInput): Stripe.Product;
  price(input: PriceInput): Stripe.Price;
  subscription(input: SubscriptionInput): Stripe.Subscription;
  invoice(input: InvoiceInput): Stripe.Invoice;
  card(input?: CardInput): Stripe.PaymentMethod;
  checkoutSession(input: CheckoutSessionInput): Stripe.Checkout.Session;
  portalConfiguration(input: PortalConfigurationInput): Stripe.BillingPortal.Configuration;
  event(input: EventInput): StandInEvent;
  webhookEndpoint(input: WebhookEndpointInput): ReturnType<typeof createWebhookEndpoint>;
};

/** @param changed is called after each object that was made. */
export function creator(state: StandInState, url: string, changed: () => void): Create {
  const made = <T>(object: T): T => {
    changed();
    return object;
  };
  return {
    customer: (input = {}) => made(createCustomer(state, input)),
    product: (input) => made(createProduct(state, input)),
    price: (input) => made(createPrice(state, input)),
    subscription: (input) => made(createSubscription(state, input)),
    invoice: (input) => made(createInvoice(state, input)),
    card: (input = {}) => made(createCard(state, input)),
    checkoutSession: (input) => made(createCheckoutSession(state, url, input)),
    portalConfiguration: (input) => made(createPortalConfiguration(state, input)),
    event: (input) => made(createEvent(state, input)),
    webhookEndpoint: (input) => made(createWebhookEndpoint(state, input)),
  };
}
