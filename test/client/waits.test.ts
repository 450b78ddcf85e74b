import { describe, expect, it } from 'vitest';
import { BillingPortalError } from '../../packages/client/src/index.ts';
import { defaultRetryPolicy, withRetries } from '../../packages/client/src/withRetries.ts';

type Facts = { readonly random: number; readonly retryAfter?: number; readonly limit?: number };

/** The waits, in milliseconds, of a call that never succeeds, by a clock on which nothing but waits takes time. */
async function waitsOf({ random, retryAfter, limit = 3 }: Facts): Promise<number[]> {
  const waits: number[] = [];
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
    random: () => random,
  };
  const error = new BillingPortalError({ code: 'SERVICE_UNAVAILABLE', message: '', status: 503, retryAfter });
  const { signal } = new AbortController();
  const policy = { ...defaultRetryPolicy, limit };
  await expect(withRetries(() => Promise.reject(error), { policy, clock, signal })).rejects.toBe(error);
  return waits;
}

describe('waits between tries', () => {
  it('double, drawn from the whole range', async () => {
    expect(await waitsOf({ random: 0.999_999 })).toEqual(
      [250, 500, 1_000].map((ms) => expect.closeTo(ms, 0)),
    );
    expect(await waitsOf({ random: 0.5 })).toEqual([125, 250, 500]);
    expect(await waitsOf({ random: 0 })).toEqual([0, 0, 0]);
  });

  it('stop growing', async () => {
    const waits = await waitsOf({ random: 0.5, limit: 8 });
    expect(waits.slice(-3)).toEqual([2_500, 2_500, 2_500]);
  });

  it('are never shorter than Retry-After', async () => {
    expect(await waitsOf({ random: 0, retryAfter: 2 })).toEqual([2_000, 2_000, 2_000]);
    expect(await waitsOf({ random: 0.5, retryAfter: 2 })).toEqual([2_125, 2_125, 2_125]);
  });

  it('end where the next one would pass the total', async () => {
    expect(await waitsOf({ random: 0, retryAfter: 20 })).toEqual([20_000]);
    expect(await waitsOf({ random: 0, retryAfter: 30 })).toEqual([]);
    const waits = await waitsOf({ random: 0.999, limit: 1_000 });
    expect(waits.reduce((sum, wait) => sum + wait)).toBeLessThan(defaultRetryPolicy.totalMs);
  });
});
