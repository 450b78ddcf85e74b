import type { Knex } from 'knex';
import { type Database, lockByName } from './database.ts';
import * as directory from './migrations/0001_directory.ts';
import * as billingAccounts from './migrations/0002_billing_accounts.ts';
import * as apiKeys from './migrations/0003_api_keys.ts';
import * as idempotency from './migrations/0004_idempotency.ts';
import * as stripeEvents from './migrations/0005_stripe_events.ts';
import * as linkConflicts from './migrations/0006_link_conflicts.ts';
import * as syncProgress from './migrations/0007_sync_progress.ts';
import * as portalConfigurations from './migrations/0010_portal_configurations.ts';
import * as billingAccountChanges from './migrations/0011_billing_account_changes.ts';
import * as portalAttempts from './migrations/0012_portal_attempts.ts';
import * as portalProfiles from './migrations/0013_portal_profiles.ts';
import * as stripeEventsByCustomer from './migrations/0014_stripe_events_by_customer.ts';

export type NamedMigration = Required<Pick<Knex.Migration, 'up' | 'down'>> & { readonly name: string };

/** In order; a name never changes, since databases remember it. */
export const ownMigrations: readonly NamedMigration[] = [
  { name: '0001_directory', ...directory },
  { name: '0002_billing_accounts', ...billingAccounts },
  { name: '0003_api_keys', ...apiKeys },
  { name: '0004_idempotency', ...idempotency },
  { name: '0005_stripe_events', ...stripeEvents },
  { name: '0006_link_conflicts', ...linkConflicts },
  { name: '0007_sync_progress', ...syncProgress },
  { name: '0010_portal_configurations', ...portalConfigurations },
  { name: '0011_billing_account_changes', ...billingAccountChanges },
  { name: '0012_portal_attempts', ...portalAttempts },
  { name: '0013_portal_profiles', ...portalProfiles },
  { name: '0014_stripe_events_by_customer', ...stripeEventsByCustomer },
];

/** The database was migrated by a later version of this program. */
export class NewerDatabaseError extends Error {
  constructor(unknown: readonly string[]) {
    super(
      `The database is newer than this program: it has the migrations ${unknown.join(', ')}, unknown here. ` +
        'Run the version that made them, or a later one.',
    );
    this.name = 'NewerDatabaseError';
  }
}

/**
 * Brings the tables up to date, all migrations or none, and returns the names of those that ran.
 *
 * Any number of processes may do so at once. The whole is one transaction that excludes others (SQLite: BEGIN
 * IMMEDIATE; PostgreSQL: an advisory lock of the transaction), so a process that dies undoes its part and leaves
 * nothing locked.
 *
 * @throws NewerDatabaseError
 */
export async function migrateUp(database: Database, migrations = ownMigrations): Promise<readonly string[]> {
  const applied = await database.query(async (db) => appliedNames(db, migrations));
  if (applied.length === migrations.length) return [];
  return database.longTransaction(async (trx) => {
    await lockByName(trx, 'migrations');
    await appliedNames(trx, migrations);
    const [, names] = await trx.migrate.latest({ migrationSource: sourceOf(migrations) });
    return names;
  });
}

/**
 * Undoes the migrations that ran last together, or all, and returns their names.
 *
 * @throws NewerDatabaseError
 */
export async function migrateDown(
  database: Database,
  all = false,
  migrations = ownMigrations,
): Promise<readonly string[]> {
  return database.longTransaction(async (trx) => {
    await lockByName(trx, 'migrations');
    await appliedNames(trx, migrations);
    const [, names] = await trx.migrate.rollback({ migrationSource: sourceOf(migrations) }, all);
    return names;
  });
}

/**
 * The names of the migrations that have not run on this database yet. It changes nothing.
 *
 * @throws NewerDatabaseError
 */
export async function pendingMigrations(
  database: Database,
  migrations = ownMigrations,
): Promise<readonly string[]> {
  const applied = await database.query(async (db) => appliedNames(db, migrations));
  return migrations.map(({ name }) => name).filter((name) => !applied.includes(name));
}

async function appliedNames(db: Knex, migrations: readonly NamedMigration[]): Promise<readonly string[]> {
  if (!(await db.schema.hasTable('knex_migrations'))) return [];
  const applied: string[] = await db('knex_migrations').orderBy('id').pluck('name');
  const unknown = applied.filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length > 0) throw new NewerDatabaseError(unknown);
  return applied;
}

function sourceOf(migrations: readonly NamedMigration[]): Knex.MigrationSource<NamedMigration> {
  return {
    getMigrations: async () => [...migrations],
    getMigrationName: (migration) => migration.name,
    getMigration: async (migration) => migration,
  };
}
