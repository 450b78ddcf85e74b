import { createHmac, timingSafeEqual } from 'node:crypto';
import { type EventFacts, readEventFacts } from './eventFacts.ts';

/** Seconds that a delivery's clock may be behind or ahead of ours. */
const toleranceSeconds = 300;
/** Stripe sends one signature for each secret of the endpoint, two while one is being rolled. */
const maxSignatures = 16;

export type VerifiedWebhook =
  | { readonly event: EventFacts }
  | { readonly refusal: 'signature' | 'timestamp' | 'body' };

export type VerifyWebhook = (rawBody: Buffer, signatureHeader: string | undefined) => VerifiedWebhook;

/**
 * Tells Stripe's deliveries from forged ones (https://docs.stripe.com/webhooks#verify-manually). Every secret is tried
 * against every `v1` signature, each comparison in constant time, and the time is checked on both sides: the SDK's own
 * check takes a time that lies ahead.
 *
 * @param secrets the endpoint's signing secrets; an empty one is good for nothing.
 * @returns a function that takes the body byte for byte, and the `Stripe-Signature` header.
 * @example
 * const verify = createWebhookVerifier({ secrets: ['whsec_…'], now: () => new Date() });
 * const verified = verify(body, headers['stripe-signature']);
 */
export function createWebhookVerifier(parts: {
  readonly secrets: readonly string[];
  readonly now: () => Date;
}): VerifyWebhook {
  const secrets = parts.secrets.filter((secret) => secret.trim() !== '');
  return (rawBody, signatureHeader = '') => {
    const { timestamp, signatures } = readHeader(signatureHeader);
    if (timestamp === undefined || !isSigned(rawBody, timestamp, signatures, secrets)) {
      return { refusal: 'signature' };
    }
    const age = parts.now().getTime() / 1000 - Number(timestamp);
    if (Math.abs(age) > toleranceSeconds) return { refusal: 'timestamp' };
    const event = readEventFacts(parse(rawBody));
    return event === undefined ? { refusal: 'body' } : { event };
  };
}

/** `t=1492774577,v1=5257a8…,v1=…,v0=…`: other schemes than v1 are for tests, and ignored. */
function readHeader(header: string): { timestamp?: string; signatures: readonly string[] } {
  const pairs = header.split(',').map((pair) => pair.trim().split('='));
  const valuesOf = (name: string) =>
    pairs.flatMap(([key, ...value]) => (key === name ? [value.join('=')] : []));
  const [timestamp, ...others] = valuesOf('t');
  const signatures = valuesOf('v1');
  const isReadable = timestamp !== undefined && /^\d{1,12}$/.test(timestamp) && others.length === 0;
  return isReadable && signatures.length <= maxSignatures ? { timestamp, signatures } : { signatures: [] };
}

function isSigned(
  rawBody: Buffer,
  timestamp: string,
  signatures: readonly string[],
  secrets: readonly string[],
): boolean {
  const given = signatures.filter((hex) => /^[0-9a-f]{64}$/.test(hex)).map((hex) => Buffer.from(hex, 'hex'));
  return secrets.some((secret) => {
    const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest();
    return given.some((signature) => timingSafeEqual(signature, expected));
  });
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
