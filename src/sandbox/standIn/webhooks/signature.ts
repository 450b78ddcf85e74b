import { createHmac } from 'node:crypto';

/**
 * The `Stripe-Signature` header of a delivery (https://docs.stripe.com/webhooks#verify-manually).
 *
 * @param time in seconds since 1970.
 * @example signature('{}', 'whsec_1', 1700000000) // 't=1700000000,v1=…'
 */
export function signature(payload: string, secret: string, time: number): string {
  const v1 = createHmac('sha256', secret).update(`${time}.${payload}`).digest('hex');
  return `t=${time},v1=${v1}`;
}
