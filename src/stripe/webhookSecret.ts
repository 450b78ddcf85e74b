import { createHash, createHmac } from 'node:crypto';

/**
 * By what a signing secret is known again without being told: Stripe never shows it a second time. The secret is random
 * and long, so nobody finds it from this.
 *
 * @returns 16 hexadecimal digits.
 */
export function webhookSecretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex').slice(0, 16);
}

/**
 * The `Stripe-Signature` header of a delivery (https://docs.stripe.com/webhooks#verify-manually).
 *
 * @param secret `whsec_…`
 * @example signWebhook('{}', 'whsec_1', new Date(0)) // 't=0,v1=…'
 */
export function signWebhook(body: string, secret: string, at: Date): string {
  const time = Math.floor(at.getTime() / 1000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}
