import fc from 'fast-check';
import { expect } from 'vitest';
import type { Operation } from '../../generated/operations.ts';
import { dial, type Wire } from '../http/wire.ts';
import type { People } from './credentials.ts';
import { bytesOf, type GeneratedRequest, requestsFor } from './requests.ts';

export type FuzzSettings = { readonly runs: number; readonly seed: number };

/**
 * How many requests and with which seed: `FUZZ_RUNS`, `FUZZ_SEED`. A failure is had again with its seed.
 *
 * @param usualSeed without one, another each time: a few requests may miss what many are sure to meet.
 */
export function fuzzSettings(usualRuns: number, usualSeed = Date.now() % 2 ** 31): FuzzSettings {
  const { FUZZ_RUNS: runs = usualRuns, FUZZ_SEED: seed = usualSeed } = process.env;
  return { runs: Number(runs), seed: Number(seed) };
}

/**
 * Sends generated requests for an operation, and fails where one is not answered, is answered with a 5xx or not as the
 * spec says, or where a credential that is none opens something. What fails is made as small as can be.
 *
 * @returns how often each status was answered.
 */
export async function fuzz(
  url: string,
  operation: Operation,
  people: People,
  { runs, seed }: FuzzSettings,
): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  const connection = reconnecting(url);
  try {
    await fc.assert(
      fc.asyncProperty(requestsFor(operation, people), async (generated) => {
        const request = await withKeyId(generated, people);
        const status = await connection.send(request);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        expect(status).toBeLessThan(500);
        const isContract = operation.security.length > 0 && request.target.startsWith(operation.path);
        if (isContract && !request.credential.mayPass && isRead(request)) {
          expect(status).toBeGreaterThanOrEqual(400);
        }
      }),
      { numRuns: runs, seed, endOnFailure: runs > 1_000, verbose: 0 },
    );
  } finally {
    connection.end();
  }
  return statuses;
}

async function withKeyId(request: GeneratedRequest, people: People): Promise<GeneratedRequest> {
  if (!request.target.includes('{id}')) return request;
  return { ...request, target: request.target.replace('{id}', await people.createKey()) };
}

/** A preflight is no use of a credential, and a second `Authorization` is one of its own. */
function isRead({ method, headers }: GeneratedRequest): boolean {
  return method !== 'OPTIONS' && !headers.some(([name]) => name === 'Authorization');
}

/** One connection for as long as the service keeps it open, then the next. */
function reconnecting(url: string) {
  let wire: Wire | undefined;
  const end = () => {
    wire?.hangUp();
    wire = undefined;
  };
  return {
    async send(request: GeneratedRequest): Promise<number> {
      wire ??= dial(url);
      const bytes = bytesOf(request);
      wire.send(bytes);
      try {
        const reply = await wire.answerTo(bytes.toString('latin1'));
        if (reply === undefined) throw new Error('no answer');
        if (reply.headers.get('connection') !== 'keep-alive' || reply.status === 400) end();
        return reply.status;
      } catch (error) {
        end();
        throw error;
      }
    },
    end,
  };
}
