import { setTimeout as sleep } from 'node:timers/promises';
import { Semaphore } from 'async-mutex';
import { type BreakerLimits, type BreakerState, createBreaker } from './breaker.ts';
import { isFailureOfStripe, isKeyInUse, StripeFailure } from './failures.ts';
import { within } from './within.ts';

/** Durations in milliseconds. */
export type CallLimits = {
  readonly tryMs: number;
  /** For the whole call: waiting for a place, both tries, the pause between them. */
  readonly callMs: number;
  /** Calls at once. */
  readonly places: number;
  readonly placeMs: number;
  /** The pause before the second try is between this and three times this. */
  readonly pauseMs: number;
  /** Requests a second, over all, by which the store follows Stripe (https://docs.stripe.com/rate-limits). */
  readonly readsPerSecond: number;
  readonly breaker: BreakerLimits;
};

/** What the service promises, in "When Stripe fails". */
export const promisedLimits: CallLimits = {
  tryMs: 5000,
  callMs: 8000,
  places: 20,
  placeMs: 1000,
  pauseMs: 100,
  readsPerSecond: 20,
  breaker: { inRow: 5, window: 20, openMs: 10_000 },
};

export type Resilience = {
  /**
   * Makes a call within the limits.
   *
   * @param attempt one try; made a second time where Stripe failed. Its signal closes its connection.
   * @param caller aborts when whoever asked is gone.
   * @throws StripeFailure, or the caller's own reason when it is gone.
   */
  call<T>(attempt: (signal: AbortSignal) => Promise<T>, caller?: AbortSignal): Promise<T>;
  breaker(): BreakerState;
  /** Ends the calls under way; those to come are refused. */
  close(): void;
};

const timedOut = () => new StripeFailure('timeout');

export function createResilience(
  limits: CallLimits,
  onBreakerChange: (state: BreakerState) => void,
): Resilience {
  const places = new Semaphore(limits.places);
  const breaker = createBreaker(limits.breaker, onBreakerChange);
  const closing = new AbortController();

  async function takePlace(parents: readonly AbortSignal[]): Promise<() => void> {
    const ticket = places.acquire();
    const noPlace = () => new StripeFailure('no_place', { retryAfter: 1 });
    try {
      const [, release] = await within(limits.placeMs, parents, noPlace, () => ticket);
      return release;
    } catch (error) {
      // Whoever gave up still stands in the queue: a place that comes later is given back.
      ticket.then(([, release]) => release());
      throw error;
    }
  }

  async function tryTwice<T>(
    attempt: (signal: AbortSignal) => Promise<T>,
    parents: readonly AbortSignal[],
    remaining: () => number,
  ): Promise<T> {
    const tryOnce = () => within(limits.tryMs, parents, timedOut, attempt);
    try {
      return await tryOnce();
    } catch (first) {
      const pause = pauseAfter(first, limits.pauseMs);
      if (pause === undefined || pause >= remaining()) throw first;
      await within(limits.callMs, parents, timedOut, (signal) => sleep(pause, undefined, { signal }));
      try {
        return await tryOnce();
      } catch (second) {
        // Stripe is still at work on the try that we gave up: what failed is that one.
        throw isKeyInUse(second) ? first : second;
      }
    }
  }

  return {
    call: (attempt, caller) => {
      const deadline = performance.now() + limits.callMs;
      const hangUp = caller ? [caller] : [];
      return within(limits.callMs, [closing.signal], timedOut, async (signal) => {
        for (const gone of hangUp) gone.throwIfAborted();
        const release = await takePlace([signal, ...hangUp]);
        try {
          // A probe outlives its caller: its end decides for everyone, and a caller's leaving decides nothing.
          return await breaker.run((isProbe) =>
            tryTwice(attempt, isProbe ? [signal] : [signal, ...hangUp], () => deadline - performance.now()),
          );
        } finally {
          release();
        }
      });
    },
    breaker: breaker.state,
    close: () => closing.abort(new StripeFailure('closing')),
  };
}

/**
 * How long to wait before the second try, in milliseconds; undefined where there is to be none. As long as Stripe asks
 * (429), else a little, and not every call equally long.
 */
function pauseAfter(error: unknown, pauseMs: number): number | undefined {
  if (!isFailureOfStripe(error) || error.facts.final) return undefined;
  return Math.max(pauseMs * (1 + 2 * Math.random()), (error.facts.stripeRetryAfter ?? 0) * 1000);
}
