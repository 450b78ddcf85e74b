import { once } from 'node:events';
import { createServer } from 'node:net';

const lastPort = 65_535;
const tries = 100;

/**
 * Where to try to put something, in order: where it was the last time, since links and whoever noted its address still
 * lead there; then from the port that was asked for upwards.
 *
 * @param wanted 0 is any free port.
 * @param last the port of the last time, which counts only as long as it fits what is asked for.
 * @param reserved ports that others of this process are going to take.
 * @example candidatePorts(12111, 12112, [3000]) // [12112, 12111, 12113, …]
 */
export function candidatePorts(
  wanted: number,
  last: number | undefined,
  reserved: readonly (number | undefined)[],
): readonly number[] {
  const range = Array.from({ length: wanted === 0 ? 1 : tries }, (_, offset) => wanted + offset);
  const fits = last !== undefined && (wanted === 0 || range.includes(last));
  const ports = new Set(fits ? [last, ...range] : range);
  return [...ports].filter((port) => port <= lastPort && (port === 0 || !reserved.includes(port)));
}

/**
 * Starts something on the first of some ports that is free.
 *
 * @throws Error where all are taken; whatever else `start` throws.
 */
export async function onFirstFree<T>(
  ports: readonly number[],
  start: (port: number) => Promise<T>,
): Promise<T> {
  for (const port of ports) {
    try {
      return await start(port);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    }
  }
  throw new Error(
    'no port is free for the Stripe stand-in or the demo app. Set STAND_IN_PORT to another one.',
  );
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
