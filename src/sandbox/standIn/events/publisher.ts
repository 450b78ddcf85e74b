import { createEvent, listens } from '../resources/events.ts';
import type { StandInEvent, StandInState } from '../state.ts';
import { eventsOf } from './eventsOf.ts';

/** What brought a change about: a request to the API, or a form of a page. */
export type Cause = { readonly requestId: string | null; readonly idempotencyKey: string | null };

/**
 * Does some work and makes events of all that it changed in the state, also where it throws: a declined card is news
 * although the request failed.
 */
export type Publish = <T>(cause: Cause, work: () => T) => T;

/** @param deliver sends an event to those who listen; it must not throw, nor wait. */
export function createPublisher(state: StandInState, deliver: (event: StandInEvent) => void): Publish {
  return ({ requestId, idempotencyKey }, work) => {
    // What was made before without a cause, such as demo data, is no news.
    eventsOf(state);
    try {
      return work();
    } finally {
      for (const { type, data } of eventsOf(state)) {
        const listeners = [...state.webhookEndpoints.values()].filter(({ endpoint }) =>
          listens(endpoint, type),
        );
        const event = createEvent(state, {
          type,
          ...data,
          request: { id: requestId, idempotency_key: idempotencyKey },
          pending_webhooks: listeners.length,
        });
        deliver(event);
      }
    }
  };
}
