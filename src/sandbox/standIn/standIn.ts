import { once } from 'node:events';
import { createServer } from 'node:http';
import { type Create, creator } from './create.ts';
import { createPublisher } from './events/publisher.ts';
import { createFaults, type Faults } from './faults.ts';
import { createIdempotency } from './idempotency.ts';
import { createRequestLog, type RecordedRequest } from './requestLog.ts';
import {
  disableDefaultPortalConfiguration,
  ensureDefaultPortalConfiguration,
} from './resources/portalConfigurations.ts';
import { createRestrictedKeys, type RestrictedKeys } from './restrictedKeys.ts';
import { serve } from './server.ts';
import type { StandInState } from './state.ts';
import { openState } from './stateFile.ts';
import { createDeliveries, type Deliveries } from './webhooks/deliveries.ts';
import { createDeliveryFaults } from './webhooks/deliveryFaults.ts';

export type StandInOptions = {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** The interface to listen on; 127.0.0.1 by default. */
  readonly host?: string;
  /** Where the state is kept between two starts; without it, in memory alone. */
  readonly stateFile?: string;
  /** How long to wait before each further attempt at a webhook that was not taken, in milliseconds. */
  readonly webhookRetries?: readonly number[];
};

export type StandIn = {
  /** Its address without a slash at the end: `http://127.0.0.1:12111`. */
  readonly url: string;
  /** The calls to Stripe's API so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  readonly faults: Faults;
  /** What restricted keys may do. */
  readonly restrictedKeys: RestrictedKeys;
  readonly data: StandInState;
  readonly create: Create;
  /** Events on their way to webhook endpoints: what became of them, and faults to befall them. */
  readonly webhooks: Pick<Deliveries, 'list' | 'faults' | 'settled' | 'forget'>;
  /**
   * Does some work and makes events of all that it changed in the state, as a request would.
   *
   * @example standIn.publish(() => standIn.create.customer()) // customer.created
   */
  publish<T>(work: () => T): T;
  /** Leaves sessions that name no configuration without one, as in an account that never set up the portal. */
  disableDefaultPortalConfiguration(): void;
  /** Closes all connections, those with a hanging answer too. Rejects where the state could not be written. */
  close(): Promise<void>;
};

/** Long enough for a service to be started again meanwhile. */
const defaultRetries = [250, 1000, 3000, 9000, 27_000];

/**
 * Starts a server that speaks the part of Stripe's API that this service uses, in test mode, to which the `stripe`
 * package and the Stripe CLI talk unchanged. Stripe's test cards are good or declined as Stripe says, others are
 * refused, and no money moves. What changes is sent to the webhook endpoints as signed events.
 *
 * @throws Error where the port is taken (`EADDRINUSE`) or the state file cannot be read.
 * @example
 * const standIn = await startStandIn();
 * const { hostname, port } = new URL(standIn.url);
 * const stripe = new Stripe('sk_test_sandbox', { host: hostname, port, protocol: 'http' });
 * const customer = standIn.create.customer({ email: 'ada@example.com' });
 * standIn.faults.next({ kind: 'hang' });
 * await standIn.close();
 */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const { port = 0, host = '127.0.0.1', stateFile } = options;
  const store = await openState(stateFile);
  ensureDefaultPortalConfiguration(store.state);
  const faults = createFaults();
  const restrictedKeys = createRestrictedKeys();
  const log = createRequestLog();
  // A failed write is told by the next request that changes something, and by close().
  const changed = () => void store.save().catch(() => {});
  const { webhookRetries: retries = defaultRetries } = options;
  const deliveries = createDeliveries({
    state: store.state,
    faults: createDeliveryFaults(),
    retries,
    changed,
  });
  const publish = createPublisher(store.state, deliveries.deliver);
  const idempotency = createIdempotency();
  const parts = { store, faults, log, idempotency, restrictedKeys, publish, deliveries, url: () => url };
  const server = createServer((request, response) => {
    // What fails here is a connection that broke while its request was read: nobody is left to be told.
    serve(parts, request, response).catch(() => response.destroy());
  });
  // Longer than clients keep an idle connection, so that none is closed under a request.
  server.keepAliveTimeout = 70_000;
  server.listen(port, host);
  await once(server, 'listening');
  // Only now, because a stand-in that has the port already may have the file too.
  await store.save().catch((error: NodeJS.ErrnoException) => {
    server.close();
    throw new Error(`The state cannot be written to ${stateFile}: ${error.code ?? error.message}.`);
  });
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
  return {
    url,
    requests: log.requests,
    faults,
    restrictedKeys,
    data: store.state,
    create: creator(store.state, url, changed),
    webhooks: deliveries,
    publish(work) {
      const result = publish({ requestId: null, idempotencyKey: null }, work);
      changed();
      return result;
    },
    disableDefaultPortalConfiguration() {
      disableDefaultPortalConfiguration(store.state);
      changed();
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await deliveries.close();
      await store.save();
    },
  };
}
