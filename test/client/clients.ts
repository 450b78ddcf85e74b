import { onTestFinished } from 'vitest';
import {
  BillingPortalError,
  type ClientOptions,
  createBillingPortalClient,
} from '../../packages/client/src/index.ts';
import { type FailingServer, type Step, startFailingServer } from './failingServer.ts';

/** Retries that do not keep a test waiting. */
export const promptly = { baseDelayMs: 1, maxDelayMs: 1 };

type Settings = Partial<Pick<ClientOptions, 'token' | 'retries' | 'timeoutMs'>>;

/** A client of a server that takes these steps; the server lives as long as the test. */
export async function givenServer(steps: readonly Step[], settings: Settings = {}) {
  const server: FailingServer = await startFailingServer(...steps);
  onTestFinished(server.close);
  const { token = 'token-1', retries, ...rest } = settings;
  const client = createBillingPortalClient({
    baseUrl: server.url,
    token,
    retries: { ...promptly, ...retries },
    ...rest,
  });
  return { server, client };
}

/** The error that a call rejects with. */
export async function errorOf(call: Promise<unknown>): Promise<BillingPortalError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof BillingPortalError) return error;
    throw error;
  }
  throw new Error('The call did not fail');
}
