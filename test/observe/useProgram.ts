import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, beforeAll, vi } from 'vitest';
import { startService, type TestService } from '../harness/service.ts';
import { type Program, startProgram } from '../replicas/program.ts';

type Line = Readonly<Record<string, unknown>>;

/** The program as a process of its own, beside a service that shares its database and Stripe with it. */
export type Observed = TestService & {
  readonly program: Program;
  readonly metricsUrl: string;
  /** The lines that were logged under a request's name, once the one of the request itself is there. */
  linesOf(requestId: string): Promise<Line[]>;
};

/** @returns a function that gives the program; only inside a test or a hook. Its `url` is the program's. */
export function useProgram(env: Record<string, string> = {}): () => Observed {
  let observed: Observed | undefined;
  beforeAll(async () => {
    const service = await startService();
    const metricsPort = await freePort();
    const program = await startProgram({
      databaseUrl: service.databaseUrl,
      stripeUrl: service.standIn.url,
      env: { METRICS_PORT: String(metricsPort), PUBLIC_URL: service.url, ...env },
    });
    const lines = (): Line[] =>
      program
        .output()
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line));
    observed = {
      ...service,
      url: program.url,
      program,
      metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
      linesOf: (requestId) =>
        vi.waitFor(
          () => {
            const found = lines().filter((line) => line.requestId === requestId);
            if (!found.some(({ msg }) => msg === 'request')) throw new Error(`no line of ${requestId}`);
            return found;
          },
          { interval: 5, timeout: 10_000 },
        ),
    };
  });
  afterAll(async () => {
    await observed?.program.stop('SIGTERM');
    await observed?.close();
  });
  return () => {
    if (observed === undefined) throw new Error('The program is there in tests and hooks only');
    return observed;
  };
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
