import { afterAll, beforeAll } from 'vitest';
import { startService, type TestService } from '../harness/service.ts';

/**
 * A service for the tests of a file.
 *
 * @returns a function that gives it; only inside a test or a hook.
 */
export function useService(env: Record<string, string | undefined> = {}): () => TestService {
  let running: TestService | undefined;
  beforeAll(async () => {
    running = await startService({ env });
  });
  afterAll(() => running?.close());
  return () => {
    if (running === undefined) throw new Error('The service is there in tests and hooks only');
    return running;
  };
}
