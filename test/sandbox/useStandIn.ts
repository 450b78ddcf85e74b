import Stripe from 'stripe';
import { afterEach, beforeEach } from 'vitest';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';

/** The official client, pointed at a stand-in. It tries once, so that a test sees what was answered. */
export function clientOf(url: string, key = 'sk_test_1234567890'): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, telemetry: false });
}

/** Starts a stand-in for each test of a file, and closes it. Read its fields inside the tests. */
export function useStandIn(): { readonly standIn: StandIn; readonly stripe: Stripe } {
  let running: StandIn | undefined;
  beforeEach(async () => {
    running = await startStandIn();
  });
  afterEach(() => running?.close());
  const current = () => {
    if (!running) throw new Error('The stand-in runs within tests alone.');
    return running;
  };
  return {
    get standIn() {
      return current();
    },
    get stripe() {
      return clientOf(current().url);
    },
  };
}

/** A request without the client, for what the client hides or never sends. */
export function request(url: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { Authorization: 'Bearer sk_test_1234567890', ...init.headers };
  return fetch(`${url}${path}`, { ...init, headers });
}
