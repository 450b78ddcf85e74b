import { createApplyEvent } from './apply/event.ts';
import type { ApplyPortalConfigurationParts } from './apply/portalConfiguration.ts';
import type { Log, SyncObserver } from './events.ts';
import { createLiveLookup, type LiveLookup, type LookupParts, type LookupSettings } from './liveLookup.ts';
import { createReconcile, type Reconcile, type ReconcileParts } from './reconcile.ts';
import { createRefreshCustomer, type RefreshCustomer, type RefreshParts } from './refreshCustomer.ts';
import { createWebhookHandler, type HandleWebhook, type WebhookParts } from './webhook.ts';
import { createWorker, type Worker, type WorkerParts, type WorkerSettings } from './worker.ts';

type Reader = ReconcileParts['reader'] & { customerState: RefreshParts['readState'] };

export type SyncParts = {
  readonly livemode: boolean;
  readonly store: {
    readonly followedAccounts: RefreshParts['accounts'] & ReconcileParts['accounts'];
    readonly linkConflicts: RefreshParts['conflicts'];
    readonly stripeEvents: WebhookParts['events'] &
      WorkerParts['events'] &
      ReconcileParts['events'] &
      Parameters<typeof createApplyEvent>[0]['events'];
    readonly syncProgress: ReconcileParts['progress'];
    readonly locks: RefreshParts['locks'];
  };
  readonly stripe: {
    readonly reader: Reader;
    readonly liveReader: Reader & { customersOf: LookupParts['customersOf'] };
    readonly breaker: WorkerParts['breaker'];
  };
  readonly verify: WebhookParts['verify'];
  readonly portalConfigurationUpdated: ApplyPortalConfigurationParts['portalConfigurationUpdated'];
  readonly log: Log;
  readonly observe: SyncObserver;
  readonly now: () => Date;
  readonly settings?: { readonly worker?: WorkerSettings; readonly lookup?: LookupSettings };
};

/** How the store follows Stripe. Nothing happens before it is asked for, or the worker is started. */
export type Sync = {
  readonly handleWebhook: HandleWebhook;
  readonly worker: Worker;
  readonly liveLookup: LiveLookup;
  readonly reconcile: Reconcile;
  /** For a command that links or looks at one customer. */
  readonly refresh: RefreshCustomer;
};

/**
 * @example
 * const sync = createSync({ livemode, store, stripe, verify, log, observe, now, portalConfigurationUpdated });
 * sync.worker.start();
 * await sync.handleWebhook(rawBody, signatureHeader);
 */
export function createSync(parts: SyncParts): Sync {
  const { livemode, store, stripe, log, observe, now, settings = {} } = parts;
  const { followedAccounts: accounts, linkConflicts: conflicts, stripeEvents: events, locks } = store;
  const refreshBy = (readState: RefreshParts['readState']) =>
    createRefreshCustomer({ livemode, readState, locks, accounts, conflicts, observe, now });

  const refresh = refreshBy(stripe.reader.customerState);
  const apply = createApplyEvent({
    refresh,
    events,
    portalConfigurationUpdated: parts.portalConfigurationUpdated,
    now,
  });
  const worker = createWorker({ events, apply, breaker: stripe.breaker, log, observe, now }, settings.worker);
  const liveLookup = createLiveLookup(
    {
      find: (owner) => accounts.find(owner, livemode),
      refresh: refreshBy(stripe.liveReader.customerState),
      customersOf: stripe.liveReader.customersOf,
      observe,
      now,
    },
    settings.lookup,
  );
  return {
    handleWebhook: createWebhookHandler({
      verify: parts.verify,
      livemode,
      events,
      wake: worker.wake,
      observe,
      now,
    }),
    worker,
    liveLookup,
    reconcile: createReconcile({
      livemode,
      reader: stripe.reader,
      accounts,
      events,
      conflicts,
      progress: store.syncProgress,
      refresh,
      applyDue: worker.drain,
      now,
    }),
    refresh,
  };
}
