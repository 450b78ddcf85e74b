import type Stripe from 'stripe';
import { stripeApiVersion } from './client.ts';
import { listAll } from './customerFacts.ts';
import { type FailureOutcome, StripeFailure } from './failures.ts';
import { unlessMissing } from './unlessMissing.ts';

/** The metadata of an endpoint of ours: what became of it, and `webhookSecretHash` of its signing secret. */
const markKey = 'billing_portal_webhook';
const hashKey = 'billing_portal_secret_hash';

/**
 * `new`: made, and its secret has not been handed over yet. `current`: the one in use. `replaced`: another one takes its
 * place, and it delivers until that one does.
 */
const marks = ['new', 'current', 'replaced'] as const;
export type WebhookEndpointMark = (typeof marks)[number];

export type WebhookEndpoint = {
  /** `we_…` */
  readonly id: string;
  readonly url: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly enabled: boolean;
  /** The types of events that it is sent; `*` for all. */
  readonly events: readonly string[];
  /** Null for the account's default one. Stripe lets it be set at creation alone. */
  readonly apiVersion: string | null;
  /** Null where it was made by hand, or by another program. */
  readonly mark: WebhookEndpointMark | null;
  readonly secretHash: string | null;
};

/** `customer.created` and so on, as Stripe lists them. */
export type WebhookEventType = Stripe.WebhookEndpointCreateParams.EnabledEvent;

export type WebhookEndpointChange = {
  readonly events?: readonly WebhookEventType[];
  readonly enabled?: boolean;
  readonly mark?: WebhookEndpointMark;
  readonly secretHash?: string;
};

/** Webhook endpoints in Stripe. Every function throws ApiError by the failure table. */
export type WebhookEndpoints = {
  /** The version that endpoints are made with. */
  readonly apiVersion: string;
  /** All of them, those of others too; the oldest first. */
  list(signal?: AbortSignal): Promise<readonly WebhookEndpoint[]>;
  /**
   * Makes an endpoint, marked `new`.
   *
   * @returns it with its signing secret, which Stripe tells this once.
   */
  create(
    request: { readonly url: string; readonly events: readonly WebhookEventType[] },
    signal?: AbortSignal,
  ): Promise<{ readonly endpoint: WebhookEndpoint; readonly secret: string }>;
  /** @returns undefined where Stripe does not have it any more. */
  update(
    id: string,
    change: WebhookEndpointChange,
    signal?: AbortSignal,
  ): Promise<WebhookEndpoint | undefined>;
  /** Deletes an endpoint, if it is still there. What it has not delivered by then it never will. */
  delete(id: string, signal?: AbortSignal): Promise<void>;
};

export type WebhookEndpointsParts = {
  readonly livemode: boolean;
  /** Makes one call, within the limits. */
  readonly call: <T>(request: (stripe: Stripe) => Promise<T>, signal?: AbortSignal) => Promise<T>;
  /** Turns failures into what a caller is told, and some outcomes into undefined. */
  readonly answer: <T>(nobody: readonly FailureOutcome[], work: () => Promise<T>) => Promise<T | undefined>;
  readonly newKey: () => string;
};

export function createWebhookEndpoints(parts: WebhookEndpointsParts): WebhookEndpoints {
  const { livemode, call, answer, newKey } = parts;

  function checked(found: Partial<Stripe.WebhookEndpoint>): WebhookEndpoint {
    if (!isEndpoint(found)) {
      throw new StripeFailure('bad_response', { log: { reason: 'not a webhook endpoint' } });
    }
    if (found.livemode !== livemode) throw new StripeFailure('wrong_mode');
    const { [markKey]: mark, [hashKey]: secretHash = null } = found.metadata;
    return {
      id: found.id,
      url: found.url,
      created: found.created,
      enabled: found.status === 'enabled',
      events: found.enabled_events,
      apiVersion: found.api_version,
      mark: marks.find((known) => known === mark) ?? null,
      secretHash,
    };
  }

  return {
    apiVersion: stripeApiVersion,

    async list(signal) {
      const all = await answer([], async () => {
        const found = await listAll(
          (request) => call(request, signal),
          (stripe, page) => stripe.webhookEndpoints.list(page),
        );
        return found.map(checked);
      });
      // Stripe lists the newest first; of those of the same second, too.
      return (all ?? []).toReversed().toSorted((one, other) => one.created - other.created);
    },

    async create({ url, events }, signal) {
      const idempotencyKey = newKey();
      const params = {
        url,
        enabled_events: [...events],
        api_version: stripeApiVersion,
        description: 'Billing portal',
        metadata: { [markKey]: 'new' },
      } satisfies Stripe.WebhookEndpointCreateParams;
      const made = await answer([], () =>
        call(async (stripe) => {
          const { secret, ...found } = await stripe.webhookEndpoints.create(params, { idempotencyKey });
          const endpoint = checked(found);
          if (typeof secret === 'string') return { endpoint, secret };
          throw new StripeFailure('bad_response', { log: { reason: 'a webhook endpoint without a secret' } });
        }, signal),
      );
      if (made === undefined) throw new Error('A failure was taken for an answer');
      return made;
    },

    update(id, { events, enabled, mark, secretHash }, signal) {
      const idempotencyKey = newKey();
      const params = {
        ...(events && { enabled_events: [...events] }),
        ...(enabled !== undefined && { disabled: !enabled }),
        metadata: { ...(mark && { [markKey]: mark }), ...(secretHash && { [hashKey]: secretHash }) },
      } satisfies Stripe.WebhookEndpointUpdateParams;
      return answer([], () =>
        call(async (stripe) => {
          const { webhookEndpoints } = stripe;
          const updated = await unlessMissing(webhookEndpoints.update(id, params, { idempotencyKey }));
          return updated && checked(updated);
        }, signal),
      );
    },

    async delete(id, signal) {
      await answer([], () => call((stripe) => unlessMissing(stripe.webhookEndpoints.del(id)), signal));
    },
  };
}

function isEndpoint(found: Partial<Stripe.WebhookEndpoint>): found is Stripe.WebhookEndpoint {
  return found.object === 'webhook_endpoint' && typeof found.id === 'string';
}
