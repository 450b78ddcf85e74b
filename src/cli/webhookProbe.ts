import { signWebhook } from '../stripe/webhookSecret.ts';

/** What answered: the status, or undefined where nothing did. */
export type ProbeAnswer = number | undefined;

const patienceMilliseconds = 5_000;

/**
 * Delivers an event of a type that nobody follows, as Stripe would, so that nothing comes of it: 200 says that the
 * service which answers there knows the secret.
 *
 * @param secret undefined to deliver without a signature: the service then says 400.
 */
export async function probeWebhooks(url: string, livemode: boolean, secret?: string): Promise<ProbeAnswer> {
  const now = new Date();
  const event = {
    id: 'evt_billing_portal_probe',
    object: 'event',
    type: 'billing_portal.probe',
    created: Math.floor(now.getTime() / 1000),
    livemode,
    data: { object: {} },
  };
  const body = JSON.stringify(event);
  const signature = secret === undefined ? {} : { 'Stripe-Signature': signWebhook(body, secret, now) };
  const headers = { 'Content-Type': 'application/json', ...signature };
  return statusOf(url, { method: 'POST', headers, body });
}

/** Asks an address for its status alone. It follows no redirect: Stripe does not, either. */
export async function statusOf(url: string, request: RequestInit = {}): Promise<ProbeAnswer> {
  try {
    const signal = AbortSignal.timeout(patienceMilliseconds);
    const response = await fetch(url, { ...request, redirect: 'manual', signal });
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined;
  }
}
