import { setTimeout as sleep } from 'node:timers/promises';
import { Semaphore } from 'async-mutex';
import { listens } from '../resources/events.ts';
import { keep, type StandInEvent, type StandInState } from '../state.ts';
import type { DeliveryFaultQueue, DeliveryFaults } from './deliveryFaults.ts';
import { post } from './post.ts';

/** One event on its way to one endpoint; a duplicate is a delivery of its own. */
export type Delivery = {
  readonly event: string;
  readonly type: string;
  readonly endpoint: string;
  readonly url: string;
  readonly duplicate: boolean;
  /** `abandoned` where the endpoint was deleted or disabled meanwhile. */
  outcome: 'pending' | 'delivered' | 'failed' | 'dropped' | 'abandoned';
  readonly attempts: Attempt[];
};

export type Attempt = {
  /** In milliseconds since 1970. */
  readonly at: number;
  /** The answer's status; null where none came. */
  readonly status: number | null;
  /** Why none came, such as ECONNREFUSED. */
  readonly error: string | null;
};

export type Deliveries = {
  readonly list: readonly Delivery[];
  readonly faults: DeliveryFaults;
  /** Sends an event to each endpoint that listens, in the background. */
  deliver(event: StandInEvent): void;
  /** Resolves when nothing is on its way any more. */
  settled(): Promise<void>;
  forget(): void;
  /** Gives up what is on its way. */
  close(): Promise<void>;
};

type Parts = {
  readonly state: StandInState;
  readonly faults: DeliveryFaultQueue;
  /** How long to wait before each further attempt, in milliseconds. */
  readonly retries: readonly number[];
  /** Called when an event was taken. */
  readonly changed: () => void;
};

/** As many as are kept. */
const capacity = 50_000;
const atOnce = 20;
const timeout = 10_000;

/** Brings events to webhook endpoints, as Stripe does but sooner (https://docs.stripe.com/webhooks#retries). */
export function createDeliveries({ state, faults, retries, changed }: Parts): Deliveries {
  const list: Delivery[] = [];
  const running = new Set<Promise<void>>();
  const closing = new AbortController();
  const places = new Semaphore(atOnce);

  async function attempt(delivery: Delivery, payload: string, secret: string): Promise<boolean> {
    const at = Date.now();
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(timeout)]);
    try {
      const status = await post(delivery.url, payload, secret, signal);
      delivery.attempts.push({ at, status, error: null });
      return status >= 200 && status < 300;
    } catch (error) {
      delivery.attempts.push({ at, status: null, error: reason(error) });
      return false;
    }
  }

  async function bring(delivery: Delivery, payload: string, lateness: number): Promise<void> {
    for (const wait of [lateness, ...retries]) {
      await sleep(wait, undefined, { signal: closing.signal });
      const record = state.webhookEndpoints.get(delivery.endpoint);
      if (!record || !listens(record.endpoint, delivery.type)) {
        delivery.outcome = 'abandoned';
        return;
      }
      if (await places.runExclusive(() => attempt(delivery, payload, record.secret))) {
        delivery.outcome = 'delivered';
        if (!delivery.duplicate) taken(delivery.event);
        return;
      }
    }
    delivery.outcome = 'failed';
  }

  function taken(id: string): void {
    const event = state.events.get(id);
    if (event) keep(state.events, { ...event, pending_webhooks: Math.max(0, event.pending_webhooks - 1) });
    changed();
  }

  function begin(delivery: Delivery, payload: string, lateness: number): void {
    if (list.length >= capacity) list.splice(0, capacity / 10);
    list.push(delivery);
    if (delivery.outcome === 'dropped') return;
    // What is rejected here was given up by close().
    const run = bring(delivery, payload, lateness).catch(() => {});
    running.add(run);
    void run.then(() => running.delete(run));
  }

  return {
    list,
    faults,
    deliver(event) {
      if (closing.signal.aborted) return;
      const payload = JSON.stringify(event, null, 2);
      for (const { endpoint } of state.webhookEndpoints.values()) {
        if (!listens(endpoint, event.type)) continue;
        const fate = faults.take(event.type);
        for (let copy = 0; copy <= (fate.dropped ? 0 : fate.copies); copy += 1) {
          const delivery: Delivery = {
            event: event.id,
            type: event.type,
            endpoint: endpoint.id,
            url: endpoint.url,
            duplicate: copy > 0,
            outcome: fate.dropped ? 'dropped' : 'pending',
            attempts: [],
          };
          begin(delivery, payload, fate.lateness());
        }
      }
    },
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    forget: () => void list.splice(0),
    async close() {
      closing.abort();
      await Promise.all(running);
    },
  };
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
