import { afterAll, beforeAll, describe } from 'vitest';
import { type DatabaseKind, postgresAvailable } from '../store/databases.ts';
import { type ServiceOptions, startService, type TestService } from './service.ts';

const databases: readonly { readonly database: DatabaseKind; readonly title: string }[] = [
  { database: 'sqlite', title: 'SQLite' },
  { database: 'postgres', title: 'PostgreSQL' },
];

/**
 * Runs a suite against the service on SQLite and then on PostgreSQL, with the same names but for the database's. The
 * latter is skipped where the server cannot be reached, unless REQUIRE_SERVICES=1: then it fails.
 *
 * @param suite gets a function that gives the service; only inside a test or a hook.
 * @example
 * await forEachService('getLiveness › 200', (service) => {
 *   it('the process is alive', async () => expect((await service().get('/livez')).status).toBe(200));
 * });
 */
export async function forEachService(
  name: string,
  suite: (service: () => TestService) => void,
  options: Omit<ServiceOptions, 'database'> = {},
): Promise<void> {
  const skipPostgres = process.env.REQUIRE_SERVICES !== '1' && !(await postgresAvailable());
  describe(name, () => {
    for (const { database, title } of databases) {
      describe.skipIf(database === 'postgres' && skipPostgres)(title, () => {
        let running: TestService | undefined;
        beforeAll(async () => {
          running = await startService({ database, ...options });
        });
        afterAll(() => running?.close());
        suite(() => {
          if (running === undefined) throw new Error('The service is there in tests and hooks only');
          return running;
        });
      });
    }
  });
}
