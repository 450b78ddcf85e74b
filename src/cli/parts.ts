import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DatabaseAndStripeConfig, DatabaseConfig } from '../config.ts';
import type { Store } from '../store/connection.ts';
import type { StripeGateway } from '../stripe/gateway.ts';
import type { Sync } from '../sync/sync.ts';
import { CommandFailure } from './commandFailure.ts';

// The commands take two rooms each and not the whole service, so that they start fast: they open them here, and load
// them only when they are used.

const runMigrate = 'Run `billing-portal migrate` (in a checkout: `npm run -s cli -- migrate`)';

/**
 * Does work on the store, and closes it.
 *
 * No command but `migrate` and `serve` makes or changes tables: run from the wrong folder or against the wrong
 * database, a command that did would find nothing in a new, empty store and say so.
 *
 * @throws CommandFailure that says to run `migrate` where the tables are missing or out of date.
 */
export async function withStore<T>(config: DatabaseConfig, work: (store: Store) => Promise<T>): Promise<T> {
  const file = missingDatabaseFile(config);
  if (file !== undefined) {
    throw new CommandFailure(
      `There is no database yet: DATABASE_URL stands for the file ${file}. ${runMigrate} to make it, or set DATABASE_URL (data/sandbox.env names the sandbox's).`,
    );
  }
  return withAnyStore(config, async (store) => {
    const pending = await store.pendingMigrations();
    if (pending.length > 0) {
      throw new CommandFailure(
        `The database is not up to date: it lacks ${pending.join(', ')}. ${runMigrate}, then this command again.`,
      );
    }
    return work(store);
  });
}

/** The same on a database in any state, new ones included. */
export async function withAnyStore<T>(
  { databaseUrl }: DatabaseConfig,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const { openStore } = await import('../store/connection.ts');
  const store = openStore(databaseUrl);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Does work that asks Stripe, and hangs up. Its failures reach the person as the command's own, so no log is kept. */
export async function withStripe<T>(
  { stripe }: DatabaseAndStripeConfig,
  work: (gateway: StripeGateway) => Promise<T>,
): Promise<T> {
  const { createStripeGateway } = await import('../stripe/gateway.ts');
  const silent = { error: () => {}, warn: () => {} };
  // No command opens a portal, so no host of one is trusted.
  const settings = { ...stripe, portalUrlHosts: [] };
  const gateway = createStripeGateway(settings, { log: silent, observe: { stripeCall: () => {} } });
  try {
    return await work(gateway);
  } finally {
    await gateway.close();
  }
}

/** Does work that compares the store with Stripe. */
export async function withSync<T>(
  config: DatabaseAndStripeConfig,
  work: (sync: Sync, store: Store) => Promise<T>,
): Promise<T> {
  const { createSync } = await import('../sync/sync.ts');
  const nothing = () => {};
  return withStore(config, (store) =>
    withStripe(config, async (stripe) => {
      const sync = createSync({
        livemode: config.stripe.livemode,
        store,
        stripe,
        verify: () => ({ refusal: 'signature' }),
        portalConfigurationUpdated: async () => {},
        log: { info: nothing, warn: nothing, error: nothing },
        observe: { webhook: nothing, applied: nothing, conflict: nothing, lookup: nothing },
        now: () => new Date(),
      });
      try {
        return await work(sync, store);
      } finally {
        await sync.worker.close();
      }
    }),
  );
}

/** The SQLite file that DATABASE_URL names, where it is not there yet: opening it would make it. */
export function missingDatabaseFile({ databaseUrl }: DatabaseConfig): string | undefined {
  if (!databaseUrl.startsWith('sqlite:')) return undefined;
  const file = resolve(databaseUrl.slice('sqlite:'.length));
  return existsSync(file) ? undefined : file;
}
