import { ApiError } from '../errors.ts';
import type { StripeEvent, SyncObserver } from './events.ts';
import { isAboutPortalConfiguration, isFollowed } from './eventTypes.ts';

/**
 * What became of a delivery; each of them is answered with 200. `stored` is applied later; `duplicate` was stored
 * before; `ignored` is of a type that the service does not use; `foreign` has no customer.
 */
export type WebhookOutcome = 'stored' | 'duplicate' | 'ignored' | 'foreign';

/**
 * Takes a delivery of Stripe's.
 *
 * @param rawBody byte for byte as it came.
 * @param signatureHeader `Stripe-Signature`.
 * @throws ApiError VALIDATION_FAILED where it is not Stripe's, not of now, not of our mode or no event; then Stripe sends
 *   it again, and the endpoint's page in Stripe shows the failure. SERVICE_UNAVAILABLE where it could not be stored.
 */
export type HandleWebhook = (rawBody: Buffer, signatureHeader: string | undefined) => Promise<WebhookOutcome>;

export type WebhookParts = {
  readonly verify: (
    rawBody: Buffer,
    signatureHeader: string | undefined,
  ) =>
    | { readonly event: StripeEvent & { readonly livemode: boolean } }
    | { readonly refusal: 'signature' | 'timestamp' | 'body' };
  readonly livemode: boolean;
  readonly events: {
    /** @returns false where the event is known already. */
    insert(event: StripeEvent, receivedAt: string): Promise<boolean>;
  };
  /** Has what was stored applied soon. */
  readonly wake: () => void;
  readonly observe: Pick<SyncObserver, 'webhook'>;
  readonly now: () => Date;
};

const details = {
  signature: { path: ['Stripe-Signature'], reason: 'webhookSignature' },
  timestamp: { path: ['Stripe-Signature'], reason: 'webhookTimestamp' },
  body: { path: [], reason: 'webhookBody' },
  livemode: { path: ['livemode'], reason: 'webhookLivemode' },
} as const;

/** Stored first, then answered, then applied: what was answered with 200 is never lost. */
export function createWebhookHandler(parts: WebhookParts): HandleWebhook {
  const { verify, livemode, events, wake, observe, now } = parts;
  const refuse = (refusal: keyof typeof details) => {
    observe.webhook('other', 'refused');
    return new ApiError('VALIDATION_FAILED', {
      details: [{ code: 'invalid_format', ...details[refusal] }],
      log: { webhook: refusal },
    });
  };
  return async (rawBody, signatureHeader) => {
    const verified = verify(rawBody, signatureHeader);
    if ('refusal' in verified) throw refuse(verified.refusal);
    if (verified.event.livemode !== livemode) throw refuse('livemode');
    const { event } = verified;
    const end = (outcome: WebhookOutcome) => {
      observe.webhook(isFollowed(event.type) ? event.type : 'other', outcome);
      return outcome;
    };
    if (!isFollowed(event.type)) return end('ignored');
    if (event.customerId === null && !isAboutPortalConfiguration(event.type)) return end('foreign');
    if (!(await events.insert(event, now().toISOString()))) return end('duplicate');
    wake();
    return end('stored');
  };
}
