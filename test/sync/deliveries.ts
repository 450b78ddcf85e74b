import { createHmac } from 'node:crypto';

/** A delivery as Stripe makes it. */
export type Delivery = { readonly body: Buffer; readonly header: string | undefined };

export const webhookSecret = 'whsec_a_test_and_no_secret';

/** Seconds since 1970. */
export const nowSeconds = () => Math.floor(Date.now() / 1000);

/** A `v1` signature by Stripe's scheme (https://docs.stripe.com/webhooks#verify-manually). */
export function signature(body: Buffer | string, timestamp: number | string, secret = webhookSecret): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
}

/** An event, signed as Stripe signs it. */
export function deliveryOf(
  event: object,
  { at = nowSeconds(), secret = webhookSecret }: { at?: number; secret?: string } = {},
): Delivery {
  const body = Buffer.from(JSON.stringify(event));
  return { body, header: `t=${at},v1=${signature(body, at, secret)}` };
}
