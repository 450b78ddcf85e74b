import { setTimeout as sleep } from 'node:timers/promises';
import { isOutage, stripesWait } from './retries.ts';

const patience = 6;

/** Does work again while Stripe or the database is out of order, for a minute at most. */
export async function patiently<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error) || attempt >= patience) throw error;
      await sleep(Math.min(Math.max(stripesWait(error), 1000), 10_000), undefined, signal && { signal });
    }
  }
}
