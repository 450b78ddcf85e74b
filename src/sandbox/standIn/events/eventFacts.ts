import type Stripe from 'stripe';

type FactsOf<E> = E extends Stripe.Event ? Pick<E, 'type' | 'data'> : never;

/** What an event says, without what every event has; its type and its object fit each other. */
export type EventFacts = FactsOf<Stripe.Event>;
