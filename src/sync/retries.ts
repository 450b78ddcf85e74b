import { ApiError } from '../errors.ts';
import type { ClaimedEvent } from './events.ts';

/** Durations in milliseconds. */
export type RetrySettings = {
  /** After so many tries an event is given up. */
  readonly tries: number;
  /** The pause after the first try; it doubles with each. */
  readonly firstMs: number;
  readonly longestMs: number;
  /** The longest pause where the try did not count. */
  readonly longestOutageMs: number;
};

export type Retry =
  | { readonly do: 'bury'; readonly reason: string }
  | { readonly do: 'retry'; readonly afterMs: number; readonly counted: boolean; readonly reason: string };

/**
 * What to do with an event that could not be applied. An outage, of Stripe or of the database, is nobody's fault and
 * costs no try; everything else is tried again, each time later, and in the end given up.
 *
 * @param random between 0 and 1: not all that failed together is to be tried again together.
 */
export function retryAfter(
  error: unknown,
  event: ClaimedEvent,
  settings: RetrySettings,
  random: number,
): Retry {
  const reason = reasonOf(error);
  const pause = (count: number, longest: number) =>
    Math.min(settings.firstMs * 2 ** Math.min(count, 30), longest) * (0.5 + random);
  if (isOutage(error)) {
    const afterMs = Math.max(pause(event.outages, settings.longestOutageMs), stripesWait(error));
    return { do: 'retry', afterMs, counted: false, reason };
  }
  if (event.tries >= settings.tries) return { do: 'bury', reason };
  return { do: 'retry', afterMs: pause(event.tries - 1, settings.longestMs), counted: true, reason };
}

/** How long Stripe, or the breaker in front of it, asks us to wait, in milliseconds. */
export function stripesWait(error: unknown): number {
  const seconds = error instanceof ApiError ? Number(error.options.headers?.['Retry-After']) : 0;
  return Number.isFinite(seconds) ? seconds * 1000 : 0;
}

export function isOutage(error: unknown): boolean {
  const isOurs = error instanceof ApiError;
  return isOurs && (error.code === 'STRIPE_UNAVAILABLE' || error.code === 'SERVICE_UNAVAILABLE');
}

/** Whether Stripe refuses our key, as a whole or for want of a right: the next customer's state it would refuse, too. */
export function isKeyRefused(error: unknown): boolean {
  return error instanceof ApiError && outcomeOf(error) === 'key_refused';
}

/** For a person, and without anything of a library's: its messages may hold secrets. */
function reasonOf(error: unknown): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.name : 'unknown';
  const outcome = outcomeOf(error);
  return outcome === undefined ? error.code : `${error.code}: ${outcome}`;
}

/** What became of the call to Stripe, where it was one that failed. */
function outcomeOf({ options }: ApiError): string | undefined {
  const stripe = options.log?.stripe;
  const hasOutcome = typeof stripe === 'object' && stripe !== null && 'outcome' in stripe;
  return hasOutcome ? String(stripe.outcome) : undefined;
}
