import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, vi } from 'vitest';
import type { Owner } from '../../src/billing/owner.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import type { Store } from '../../src/store/connection.ts';
import { createStripeGateway, type StripeGateway } from '../../src/stripe/gateway.ts';
import { type CallLimits, promisedLimits } from '../../src/stripe/resilience.ts';
import { createWebhookVerifier } from '../../src/stripe/webhookSignature.ts';
import type { LookupSettings } from '../../src/sync/liveLookup.ts';
import { createSync, type Sync } from '../../src/sync/sync.ts';
import type { WebhookOutcome } from '../../src/sync/webhook.ts';
import { usualWorkerSettings, type WorkerSettings } from '../../src/sync/worker.ts';
import { deliveryOf, webhookSecret } from './deliveries.ts';

/** As in production, but for pauses that a test would have to wait for. */
export const quickWorker: WorkerSettings = {
  ...usualWorkerSettings,
  pollMs: 25,
  firstMs: 5,
  longestMs: 20,
  longestOutageMs: 20,
};
const manyReads: CallLimits = { ...promisedLimits, readsPerSecond: 1000 };

export type Following = Sync & {
  readonly standIn: StandIn;
  readonly store: Store;
  readonly gateway: StripeGateway;
  /** What the observer heard, as texts: `webhook stored`, `applied linked`, `conflict …`, `lookup found`. */
  readonly heard: readonly string[];
  /** Portal configurations that were told to have changed. */
  readonly portalConfigurations: readonly string[];
  /** Makes an event about an object as it is now, without sending it. */
  event(type: string, object: object, more?: { id?: string; created?: number }): object;
  /** Delivers an event, signed. */
  deliver(event: object): Promise<WebhookOutcome>;
  /** Resolves when no event waits any more. */
  settled(): Promise<void>;
  /** Makes a customer that names its owner. */
  customerOf(owner: Owner): string;
  /** Gives a customer a subscription. @returns its id. */
  subscribe(customer: string, status?: 'active' | 'canceled' | 'past_due' | 'trialing'): string;
};

export type FollowingOptions = {
  readonly worker?: WorkerSettings;
  readonly lookup?: LookupSettings;
  readonly limits?: CallLimits;
  readonly standIn?: StandIn;
  readonly now?: () => Date;
};

/** What follows Stripe, on a store and a stand-in; closed when the test ends. The worker is not started. */
export async function follow(store: Store, options: FollowingOptions = {}): Promise<Following> {
  const standIn = options.standIn ?? (await startStandIn());
  const heard: string[] = [];
  const portalConfigurations: string[] = [];
  const quiet = { info: () => {}, warn: () => {}, error: () => {} };
  const gateway = createStripeGateway(
    {
      secretKey: 'sk_test_following',
      livemode: false,
      apiBase: standIn.url,
      portalUrlHosts: ['billing.stripe.com'],
    },
    { log: quiet, observe: { stripeCall: () => {} } },
    options.limits ?? manyReads,
  );
  const sync = createSync({
    livemode: false,
    store,
    stripe: gateway,
    verify: createWebhookVerifier({ secrets: [webhookSecret], now: () => new Date() }),
    portalConfigurationUpdated: async (id) => void portalConfigurations.push(id),
    log: quiet,
    observe: {
      webhook: (_, outcome) => void heard.push(`webhook ${outcome}`),
      applied: (_, outcome) => void heard.push(`applied ${outcome}`),
      conflict: (kind) => void heard.push(`conflict ${kind}`),
      lookup: (outcome) => void heard.push(`lookup ${outcome}`),
    },
    now: options.now ?? (() => new Date()),
    settings: {
      worker: options.worker ?? quickWorker,
      ...(options.lookup && { lookup: options.lookup }),
    },
  });
  onTestFinished(async () => {
    await sync.worker.close();
    await gateway.close();
    if (options.standIn === undefined) await standIn.close();
  });

  let price: string | undefined;
  return {
    ...sync,
    standIn,
    store,
    gateway,
    heard,
    portalConfigurations,
    event: (type, object, more = {}) => standIn.create.event({ type, object, id: freshEventId(), ...more }),
    async deliver(event) {
      const { body, header } = deliveryOf(event);
      return sync.handleWebhook(body, header);
    },
    settled: () =>
      vi.waitFor(async () => expect((await store.stripeEvents.backlog()).waiting).toBe(0), {
        timeout: 20_000,
        interval: 10,
      }),
    customerOf: (owner) =>
      standIn.create.customer({ metadata: { billing_owner_type: owner.type, billing_owner_id: owner.id } })
        .id,
    subscribe(customer, status = 'active') {
      price ??= standIn.create.price({
        product: standIn.create.product({ name: 'Professional' }).id,
        unit_amount: 900,
        currency: 'usd',
        recurring: { interval: 'month' },
      }).id;
      return standIn.create.subscription({ customer, items: [{ price }], status }).id;
    },
  };
}

function freshEventId(): string {
  return `evt_${randomBytes(9).toString('hex')}`;
}
