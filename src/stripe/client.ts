import Stripe from 'stripe';
import { createConnections } from './httpClient.ts';

/** The version of Stripe's API that is spoken: in requests, and by the webhook endpoint that is made here. */
export const stripeApiVersion = '2026-10-28.endive';

export type ClientSettings = {
  readonly secretKey: string;
  /** Another Stripe, such as the stand-in: an origin without a path. Undefined is Stripe itself. */
  readonly apiBase: string | undefined;
};

/** Stripe's SDK, as this service uses it. */
export type StripeClients = {
  /** A client for one try: when the signal aborts, its connection is closed. Making one costs some 40 µs. */
  clientFor(signal: AbortSignal): Stripe;
  /** Closes every connection, those in use too. */
  close(): void;
};

/** Sets up the SDK: version pinned, no retries and no telemetry of its own. It makes no call. */
export function createStripeClients({ secretKey, apiBase }: ClientSettings): StripeClients {
  const base = new URL(apiBase ?? 'https://api.stripe.com');
  const protocol = base.protocol === 'http:' ? 'http' : 'https';
  const connections = createConnections(protocol);
  const config = {
    apiVersion: stripeApiVersion,
    appInfo: { name: 'billing-portal' },
    maxNetworkRetries: 0,
    telemetry: false,
    host: base.hostname,
    port: base.port || (protocol === 'http' ? '80' : '443'),
    protocol,
  } as const satisfies Stripe.StripeConfig;
  return {
    clientFor: (signal) => new Stripe(secretKey, { ...config, httpClient: connections.clientFor(signal) }),
    close: connections.close,
  };
}
