import type { Config } from '../config.ts';
import type { StandIn } from './standIn/standIn.ts';

/**
 * Has the stand-in tell the service what happens, as an operator's endpoint in Stripe does. What it told an earlier start
 * at another address, or with another secret, is taken back.
 */
export function ensureWebhookEndpoint(standIn: StandIn, { host, port, stripe }: Config): void {
  const [secret] = stripe.webhookSecrets;
  if (secret === undefined) return;
  const url = `http://${reachable(host)}:${port}/webhooks/stripe`;
  const { webhookEndpoints } = standIn.data;
  for (const [id, endpoint] of webhookEndpoints) {
    if (endpoint.endpoint.url === url && endpoint.secret === secret) return;
    webhookEndpoints.delete(id);
  }
  standIn.create.webhookEndpoint({ url, secret, enabled_events: ['*'] });
}

/** An address to call, for one to listen on. */
function reachable(host: string | undefined): string {
  if (host === undefined || host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
