import Stripe from 'stripe';
import { newId, now } from '../ids.ts';
import { expandParam, inRange, listParams, pageOf, timeRange } from '../list.ts';
import { flag, listOf, type Params, type ShapeOf, text } from '../params.ts';
import type { Call } from '../route.ts';
import { keep, type StandInEvent, type StandInState } from '../state.ts';
import { invalidParam, resourceMissing } from '../stripeError.ts';

const listEventsParams = {
  ...listParams,
  created: timeRange,
  delivery_success: flag,
  type: text,
  types: listOf(text),
} satisfies ShapeOf<Stripe.EventListParams>;

export type EventInput = {
  readonly type: string;
  /** As it was when the event came about: objects of the state are never changed in place. */
  readonly object: object;
  readonly previous_attributes?: object | undefined;
  readonly id?: string;
  readonly created?: number;
  readonly pending_webhooks?: number;
  readonly request?: StandInEvent['request'];
};

/** As long as Stripe lists them. */
const lifetime = 30 * 24 * 60 * 60;
/** More than any test counts; the state file is written whole with every change. */
const capacity = 20_000;

/** Makes an event and keeps it; one that every endpoint has taken, unless `pending_webhooks` says otherwise. */
export function createEvent(state: StandInState, input: EventInput): StandInEvent {
  const { object, previous_attributes: previous } = input;
  forgetOld(state);
  return keep(state.events, {
    id: input.id ?? newId('evt'),
    object: 'event',
    api_version: Stripe.API_VERSION,
    created: input.created ?? now(),
    data: { object, ...(previous && { previous_attributes: previous }) },
    livemode: false,
    pending_webhooks: input.pending_webhooks ?? 0,
    request: input.request ?? { id: null, idempotency_key: null },
    type: input.type,
  });
}

/** Whether an endpoint is to be told of events of a type. */
export function listens(
  { enabled_events, status }: Pick<Stripe.WebhookEndpoint, 'enabled_events' | 'status'>,
  type: string,
): boolean {
  return status === 'enabled' && enabled_events.some((wanted) => wanted === '*' || wanted === type);
}

export const events = {
  retrieveParams: expandParam,
  retrieve: ({ state, id }: Call<unknown>) => {
    const event = state.events.get(id);
    if (!event) throw resourceMissing('event', id, 'id', 404);
    return event;
  },

  listParams: listEventsParams,
  list: ({ state, path, params }: Call<Params<typeof listEventsParams>>) => {
    if (params.type !== undefined && params.types !== undefined) {
      throw invalidParam('types', 'You may only specify one of these parameters: type, types.');
    }
    const types = params.types ?? (params.type === undefined ? undefined : [params.type]);
    const matching = [...state.events.values()].filter(
      ({ type, created, pending_webhooks: pending }) =>
        (types === undefined || types.some((wanted) => fits(type, wanted))) &&
        (params.delivery_success === undefined || params.delivery_success === (pending === 0)) &&
        inRange(created, params.created),
    );
    return pageOf('event', path, matching, params);
  },
};

/** A type, or a group of them: `customer.*`. */
function fits(type: string, wanted: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

/** Events are oldest first; one that a test has dated back may stay longer. */
function forgetOld({ events }: StandInState): void {
  for (const [id, { created }] of events) {
    if (events.size < capacity && created > now() - lifetime) return;
    events.delete(id);
  }
}
