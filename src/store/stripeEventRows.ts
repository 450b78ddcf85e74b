import type { Knex } from 'knex';
import { isoTime, oneOf, storableId } from './values.ts';

/** An event of Stripe's as it came, without its payload. Times are ISO 8601. */
export type ReceivedEvent = {
  readonly id: string;
  readonly type: string;
  readonly created: string;
  readonly objectId: string;
  /** Null where the event is about no customer. */
  readonly customerId: string | null;
};

export const eventStates = ['waiting', 'applied', 'dead'] as const;
export type EventState = (typeof eventStates)[number];

export type StoredEvent = ReceivedEvent & {
  readonly receivedAt: string;
  readonly state: EventState;
  /** What applying it came to, such as `updated` or `foreign`; null before. */
  readonly outcome: string | null;
  /** How often it was tried and counted; outages of Stripe's are counted apart. */
  readonly tries: number;
  readonly outages: number;
  /** When it is tried next; while it is being tried, when another process may. */
  readonly dueAt: string;
  /** Why it failed last. */
  readonly reason: string | null;
  /** When it was applied, or given up. */
  readonly endedAt: string | null;
};

export type StripeEventRow = {
  id: string;
  type: string;
  created: string;
  object_id: string;
  customer_id: string | null;
  received_at: string;
  state: string;
  outcome: string | null;
  tries: number;
  outages: number;
  due_at: string;
  attempt: string | null;
  reason: string | null;
  ended_at: string | null;
};

export function stripeEventRows(db: Knex) {
  return db<StripeEventRow>('stripe_events');
}

export function toRow(event: ReceivedEvent, receivedAt: string): StripeEventRow {
  const received_at = isoTime(receivedAt);
  return {
    id: storableId(event.id),
    type: storableId(event.type),
    created: isoTime(event.created),
    object_id: event.objectId,
    customer_id: event.customerId && storableId(event.customerId),
    received_at,
    state: 'waiting',
    outcome: null,
    tries: 0,
    outages: 0,
    due_at: received_at,
    attempt: null,
    reason: null,
    ended_at: null,
  };
}

export function fromRow(row: StripeEventRow): StoredEvent {
  return {
    id: row.id,
    type: row.type,
    created: row.created,
    objectId: row.object_id,
    customerId: row.customer_id,
    receivedAt: row.received_at,
    state: oneOf(eventStates, row.state),
    outcome: row.outcome,
    tries: row.tries,
    outages: row.outages,
    dueAt: row.due_at,
    reason: row.reason,
    endedAt: row.ended_at,
  };
}
