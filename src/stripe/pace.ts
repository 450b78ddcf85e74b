import { setTimeout as sleep } from 'node:timers/promises';
import { Mutex } from 'async-mutex';

/** Resolves when the next may start; rejects when the signal aborts before that. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/** Holds back what starts, in order, so that no second ever sees more than `perSecond` starts. */
export function createPace(perSecond: number): Pace {
  const turn = new Mutex();
  const starts: number[] = [];
  return (signal) =>
    turn.runExclusive(async () => {
      const beforeAll = starts.at(-perSecond) ?? Number.NEGATIVE_INFINITY;
      const wait = beforeAll + 1000 - performance.now();
      if (wait > 0) await sleep(wait, undefined, { signal });
      starts.push(performance.now());
      if (starts.length > perSecond) starts.shift();
    });
}
