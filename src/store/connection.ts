import { type ApiKeys, createApiKeys } from './apiKeys.ts';
import { type BillingAccountChanges, createBillingAccountChanges } from './billingAccountChanges.ts';
import { type BillingAccounts, createBillingAccounts } from './billingAccounts.ts';
import { type DatabaseOptions, openDatabase } from './database.ts';
import { createDirectory, type Directory } from './directory.ts';
import { createFollowedAccounts, type FollowedAccounts } from './followedAccounts.ts';
import { createIdempotency, type Idempotency } from './idempotency.ts';
import { createLinkConflicts, type LinkConflicts } from './linkConflicts.ts';
import { migrateDown, migrateUp, pendingMigrations } from './migrations.ts';
import { createNamedLocks, type NamedLocks } from './namedLocks.ts';
import { createPortalAttempts, type PortalAttempts } from './portalAttempts.ts';
import { type AppliedPortalConfigurations, createPortalConfigurations } from './portalConfigurations.ts';
import { createStripeEvents, type StripeEvents } from './stripeEvents.ts';
import { createSyncProgress, type SyncProgress } from './syncProgress.ts';

/**
 * The service's memory. Every function throws `ApiError('SERVICE_UNAVAILABLE')` within 2.5 s (migrations and imports
 * later) when the database cannot be reached; whether a write took place is unknown then.
 */
export type Store = {
  readonly billingAccounts: BillingAccounts;
  readonly billingAccountChanges: BillingAccountChanges;
  readonly directory: Directory;
  readonly apiKeys: ApiKeys;
  readonly idempotency: Idempotency;
  readonly portalAttempts: PortalAttempts;
  readonly portalConfigurations: AppliedPortalConfigurations;
  /** What follows Stripe works on these. */
  readonly followedAccounts: FollowedAccounts;
  readonly stripeEvents: StripeEvents;
  readonly linkConflicts: LinkConflicts;
  readonly syncProgress: SyncProgress;
  readonly locks: NamedLocks;
  /** Brings the tables up to date, and returns the names of the migrations that ran. Safe to call together. */
  migrate(): Promise<readonly string[]>;
  /** The names of the migrations that have not run yet; none where the tables are up to date. */
  pendingMigrations(): Promise<readonly string[]>;
  /** Undoes the migrations that ran last together, or all, and returns their names. */
  rollback(options?: { all?: boolean }): Promise<readonly string[]>;
  /** Resolves when the database answers. */
  ping(): Promise<void>;
  /** Closes all connections, when what runs on them has ended. */
  close(): Promise<void>;
};

/**
 * Opens the store. Nothing is connected before the first call, and a lost connection is made again by itself.
 *
 * @param databaseUrl `sqlite:` and a path, from the working directory or absolute, whose folder is made where it is
 *   missing; or `postgres://…`.
 * @throws Error for another URL, or where the folder cannot be made.
 * @example
 * const store = openStore('sqlite:./data/billing-portal.db');
 * await store.migrate();
 * await store.billingAccounts.find({ type: 'user', id: 'u1' }, false);
 */
export function openStore(databaseUrl: string, options: DatabaseOptions = {}): Store {
  const database = openDatabase(databaseUrl, options);
  const billingAccounts = createBillingAccounts(database);
  const locks = createNamedLocks(databaseUrl);
  return {
    billingAccounts,
    billingAccountChanges: createBillingAccountChanges(database),
    followedAccounts: createFollowedAccounts(database, billingAccounts),
    stripeEvents: createStripeEvents(database),
    linkConflicts: createLinkConflicts(database),
    syncProgress: createSyncProgress(database),
    locks,
    directory: createDirectory(database),
    apiKeys: createApiKeys(database),
    idempotency: createIdempotency(database),
    portalAttempts: createPortalAttempts(database),
    portalConfigurations: createPortalConfigurations(database),
    migrate: () => migrateUp(database),
    pendingMigrations: () => pendingMigrations(database),
    rollback: ({ all = false } = {}) => migrateDown(database, all),
    ping: async () => {
      await database.query((db) => db.raw('select 1'));
    },
    async close() {
      await Promise.all([locks.close(), database.close()]);
    },
  };
}
