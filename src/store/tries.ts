import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { ApiError } from '../errors.ts';
import type { Limits } from './limits.ts';
import { type Outage, outageOf } from './outages.ts';

/** How often something is tried at most, while it meets an outage of a kind and there is time; else once. */
export type Tries = Readonly<Partial<Record<Outage, number>>>;

const retryAfterSeconds = '5';

/** What failed while a connection was made: an outage whatever it says (login, certificate, no such database). */
const connectionFailures = new WeakSet<object>();

/** Has the failures of a pool to connect known as such. */
export function watchConnecting(pool: Knex): Knex {
  pool.client.pool.on('createFail', (_event: number, error: unknown) => {
    if (error instanceof Error) connectionFailures.add(error);
  });
  return pool;
}

/**
 * Does work within `limits.total`, again as often as `tries` says. The one place where an outage becomes what a
 * caller is told.
 *
 * @throws ApiError `SERVICE_UNAVAILABLE` for an outage, with the driver's error as its cause; else what `work` throws.
 */
export async function tryInTime<T>(limits: Limits, tries: Tries, work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + limits.total;
  for (let attempt = 1; ; attempt++) {
    try {
      return await within(deadline - performance.now(), work());
    } catch (error) {
      const outage = outageBehind(error);
      if (outage === undefined) throw error;
      const wait = Math.min(2.5 * 2 ** attempt, 50) * (0.5 + Math.random());
      const givenUp = attempt >= (tries[outage] ?? 1) || performance.now() + wait > deadline;
      if (givenUp) throw unavailable(error);
      await pause(wait);
    }
  }
}

function outageBehind(error: unknown): Outage | undefined {
  const outage = outageOf(error);
  const failedToConnect = error instanceof Error && connectionFailures.has(error);
  return failedToConnect && outage !== 'busy' ? 'notConnected' : outage;
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(unavailable(new Error('The database did not answer in time'))),
      Math.max(milliseconds, 0),
    );
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}

function unavailable(cause: unknown): ApiError {
  return new ApiError('SERVICE_UNAVAILABLE', { cause, headers: { 'Retry-After': retryAfterSeconds } });
}
