import { call, keepAlive, percentile, type Sending } from '../test/drills/load.ts';

export type Measured = {
  readonly perSecond: number;
  /** In milliseconds. */
  readonly median: number;
  readonly p99: number;
};

const connections = 16;
const warmUpMilliseconds = 700;
const measuredMilliseconds = 2_300;

/**
 * Sends requests on 16 connections, each as soon as the one before is answered, for three seconds, of which the first
 * part is not counted.
 *
 * @throws Error where one is not answered with 200.
 */
export async function measure(url: string, sendingOf: () => Sending): Promise<Measured> {
  const agent = keepAlive(connections);
  const start = performance.now() + warmUpMilliseconds;
  const end = start + measuredMilliseconds;
  const times: number[] = [];
  const caller = async () => {
    while (performance.now() < end) {
      const { status, failure, body, sentAt, milliseconds } = await call(agent, url, sendingOf());
      if (status !== 200) throw new Error(`${url} answered ${failure ?? status}: ${body}`);
      if (sentAt >= start && sentAt + milliseconds <= end) times.push(milliseconds);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, caller));
  } finally {
    agent.destroy();
  }
  return {
    perSecond: (times.length * 1_000) / measuredMilliseconds,
    median: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}
