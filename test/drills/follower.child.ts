/**
 * A service that takes webhooks and follows Stripe, to be killed. It is given `{ databaseUrl, stripeUrl }` as JSON in its
 * first argument, and sends its address when it listens.
 */
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { openStore } from '../../src/store/connection.ts';
import { createStripeGateway } from '../../src/stripe/gateway.ts';
import { promisedLimits } from '../../src/stripe/resilience.ts';
import { createWebhookVerifier } from '../../src/stripe/webhookSignature.ts';
import { createSync } from '../../src/sync/sync.ts';
import { usualWorkerSettings } from '../../src/sync/worker.ts';
import { webhookSecret } from '../sync/deliveries.ts';

const { databaseUrl, stripeUrl }: { databaseUrl: string; stripeUrl: string } = JSON.parse(
  process.argv[2] ?? '{}',
);
const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const stripe = createStripeGateway(
  { secretKey: 'sk_test_drill', livemode: false, apiBase: stripeUrl, portalUrlHosts: ['billing.stripe.com'] },
  { log: quiet, observe: { stripeCall: () => {} } },
  { ...promisedLimits, readsPerSecond: 2000 },
);
const sync = createSync({
  livemode: false,
  store: openStore(databaseUrl),
  stripe,
  verify: createWebhookVerifier({ secrets: [webhookSecret], now: () => new Date() }),
  portalConfigurationUpdated: async () => {},
  log: quiet,
  observe: { webhook: () => {}, applied: () => {}, conflict: () => {}, lookup: () => {} },
  now: () => new Date(),
  // What a dead process worked on is taken over soon, so that the drill ends soon.
  settings: { worker: { ...usualWorkerSettings, pollMs: 200, leaseMs: 3_000 } },
});

const server = createServer(async (request, response) => {
  try {
    const outcome = await sync.handleWebhook(
      await buffer(request),
      request.headers['stripe-signature']?.toString(),
    );
    response.writeHead(200).end(outcome);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
server.listen(0, '127.0.0.1', () => {
  sync.worker.start();
  const address = server.address();
  process.send?.(typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '');
});
