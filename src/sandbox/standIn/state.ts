import type Stripe from 'stripe';
import { Collection } from './collection.ts';

/** All that the stand-in remembers. */
export type StandInState = {
  readonly customers: Collection<Stripe.Customer | Stripe.DeletedCustomer>;
  readonly products: Collection<Stripe.Product>;
  readonly prices: Collection<Stripe.Price>;
  readonly subscriptions: Collection<Stripe.Subscription>;
  readonly paymentMethods: Collection<Stripe.PaymentMethod>;
  readonly invoiceItems: Map<string, Stripe.InvoiceItem>;
  readonly invoices: Collection<Stripe.Invoice>;
  readonly checkoutSessions: Collection<Stripe.Checkout.Session>;
  /** What a Checkout session is to make, by the session's id. */
  readonly checkoutOrders: Map<string, CheckoutOrder>;
  readonly portalConfigurations: Collection<Stripe.BillingPortal.Configuration>;
  readonly events: Map<string, StandInEvent>;
  readonly webhookEndpoints: Map<string, WebhookEndpointRecord>;
  /** By the token in the session's URL. */
  readonly portalSessions: Map<string, PortalSessionRecord>;
};

/** An event as it is listed and sent (https://docs.stripe.com/api/events/object). */
export type StandInEvent = {
  readonly id: string;
  readonly object: 'event';
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: object; readonly previous_attributes?: object };
  readonly livemode: boolean;
  /** How many endpoints have not taken it yet; `delivery_success` looks at this. */
  readonly pending_webhooks: number;
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly type: string;
};

export type CheckoutOrder = {
  readonly lines: { readonly price: string; readonly quantity: number }[];
  readonly subscription: {
    readonly metadata?: Record<string, string> | null | undefined;
    readonly trial_period_days?: number | undefined;
  };
  /** Whether a single payment gets an invoice. */
  readonly withInvoice: boolean;
};

export type WebhookEndpointRecord = {
  /** As it is answered, without the secret, which is shown once. */
  readonly endpoint: Stripe.WebhookEndpoint;
  readonly secret: string;
};

export type PortalSessionRecord = {
  readonly session: Stripe.BillingPortal.Session;
  /** When somebody first opened the URL, in seconds since 1970. */
  readonly openedAt: number | null;
};

/** The state as it stands in a file: plain JSON, each collection an object by id. */
export type StoredState = {
  readonly [K in keyof StandInState]?: StandInState[K] extends Map<string, infer T>
    ? Record<string, T>
    : never;
};

/** Makes the state that a file describes; from `{}`, an empty one. */
export function stateFrom(stored: StoredState): StandInState {
  const collection = <T>(items: Record<string, T> = {}) => new Collection(Object.entries(items));
  const map = <T>(items: Record<string, T> = {}) => new Map(Object.entries(items));
  return {
    customers: collection(stored.customers),
    products: collection(stored.products),
    prices: collection(stored.prices),
    subscriptions: collection(stored.subscriptions),
    paymentMethods: collection(stored.paymentMethods),
    invoiceItems: map(stored.invoiceItems),
    invoices: collection(stored.invoices),
    checkoutSessions: collection(stored.checkoutSessions),
    checkoutOrders: map(stored.checkoutOrders),
    portalConfigurations: collection(stored.portalConfigurations),
    events: map(stored.events),
    webhookEndpoints: map(stored.webhookEndpoints),
    portalSessions: map(stored.portalSessions),
  };
}

/** Keeps an object, new or changed, and gives it back. */
export function keep<T extends { readonly id: string }>(collection: Map<string, T>, item: NoInfer<T>): T {
  collection.set(item.id, item);
  return item;
}

/** The id of what may be an id or the object itself, as `expand` makes it. */
export function idOf(reference: string | { readonly id: string } | null): string | null {
  return typeof reference === 'object' ? (reference?.id ?? null) : reference;
}

/** What an update leaves as it was, or sets: undefined means «not given», null means «unset». */
export function given<T>(change: T | undefined, before: T): T {
  return change === undefined ? before : change;
}
