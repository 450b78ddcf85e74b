import { BillingPortalError } from './BillingPortalError.ts';
import type { Clock } from './clock.ts';
import type { RetryPolicy } from './options.ts';

export const defaultRetryPolicy: RetryPolicy = {
  limit: 3,
  baseDelayMs: 250,
  maxDelayMs: 5_000,
  totalMs: 30_000,
};

/**
 * Tries until it succeeds, fails for good, or the policy allows no more. Waits as long as the service asks for
 * (Retry-After), otherwise for a time drawn from a range that doubles: exponential backoff with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), so that callers who failed together do
 * not come back together.
 *
 * @param attempt gets the milliseconds that are left for all.
 * @throws the last error; also the signal's reason, as soon as it aborts during a wait.
 */
export async function withRetries<T>(
  attempt: (leftMs: number) => Promise<T>,
  { policy, clock, signal }: { policy: RetryPolicy; clock: Clock; signal: AbortSignal },
): Promise<T> {
  const end = clock.now() + policy.totalMs;
  for (let retries = 0; ; retries += 1) {
    try {
      return await attempt(end - clock.now());
    } catch (error) {
      if (!(error instanceof BillingPortalError) || !error.isRetryable || retries >= policy.limit)
        throw error;
      const wait = delayOf(error, retries, policy, clock);
      // To wait only to be out of time would keep the caller from knowing.
      if (clock.now() + wait >= end) throw error;
      await clock.sleep(wait, signal);
    }
  }
}

/** In milliseconds. */
function delayOf(
  { retryAfter }: BillingPortalError,
  retries: number,
  { baseDelayMs, maxDelayMs }: RetryPolicy,
  { random }: Clock,
): number {
  if (retryAfter !== undefined) return retryAfter * 1000 + random() * baseDelayMs;
  return random() * Math.min(maxDelayMs, baseDelayMs * 2 ** retries);
}
