import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** How a request ended. */
export type Outcome = {
  /** 0 where there was no whole answer. */
  readonly status: number;
  /** Why there was none, as Node names it: `ECONNREFUSED`. */
  readonly failure?: string;
  /** Whether it was sent on a connection that had carried an earlier one. */
  readonly reused: boolean;
  readonly body: string;
  /** When it was sent, and how long it took, in milliseconds. */
  readonly sentAt: number;
  readonly milliseconds: number;
};

export type Sending = {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  readonly body?: string;
};

/** Longer than any answer that is promised. */
const patienceMilliseconds = 30_000;

export const keepAlive = (connections: number) => new Agent({ keepAlive: true, maxSockets: connections });

/** Sends a request to a server of this machine. It never rejects. */
export function call(agent: Agent, url: string, sending: Sending = {}): Promise<Outcome> {
  const { hostname } = new URL(url);
  if (hostname !== '127.0.0.1') throw new Error(`load is for this machine alone, not for ${hostname}`);
  const { method = 'POST', headers = {}, body: sent } = sending;
  const sentAt = performance.now();
  return new Promise((resolve) => {
    let body = '';
    const end = (status: number, failure?: string) =>
      resolve({
        status,
        body,
        reused: outgoing.reusedSocket,
        sentAt,
        milliseconds: performance.now() - sentAt,
        ...(failure === undefined ? {} : { failure }),
      });
    const failed = (error: NodeJS.ErrnoException) => end(0, error.code ?? error.message);
    const outgoing = request(url, { agent, method, headers, timeout: patienceMilliseconds }, (response) => {
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk;
      });
      response.on('error', failed).on('end', () => end(response.statusCode ?? 0));
    });
    outgoing.on('error', failed).on('timeout', () => outgoing.destroy(new Error('no answer in time')));
    outgoing.end(sent);
  });
}

/**
 * Sends at a steady pace, whatever becomes of the earlier ones, until it is told to stop.
 *
 * @returns how all that were sent ended, in the order in which they were sent.
 */
export async function steadily<T>(
  perSecond: number,
  stop: AbortSignal,
  send: () => Promise<T>,
): Promise<T[]> {
  const start = performance.now();
  const sent: Promise<T>[] = [];
  while (!stop.aborted) {
    const due = Math.floor(((performance.now() - start) * perSecond) / 1_000) + 1;
    while (sent.length < due) sent.push(send());
    await pause(Math.max(1, start + (sent.length * 1_000) / perSecond - performance.now()));
  }
  return Promise.all(sent);
}

/** @param share 0.99 gives the 99th percentile; 0 where there are no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** How often each outcome came: `{ 200: 512, ECONNREFUSED: 3 }`. */
export function tally(outcomes: readonly Outcome[]): Record<string, number> {
  const count: Record<string, number> = {};
  for (const { status, failure } of outcomes) {
    const name = failure ?? String(status);
    count[name] = (count[name] ?? 0) + 1;
  }
  return count;
}

export const milliseconds = (value: number) => `${Math.round(value)} ms`;
