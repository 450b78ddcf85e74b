import { missingDatabaseFile, withAnyStore } from '../parts.ts';
import type { SetupContext, Step } from './step.ts';

/** The database's tables: made, or brought up to date. */
export const migrateDatabase: Step = async (context) => {
  const { config, dryRun } = context;
  if (dryRun && missingDatabaseFile(config) !== undefined) {
    return { outcome: 'created', message: 'The database would be made.' };
  }
  const names = await withAnyStore(config, (store) => (dryRun ? store.pendingMigrations() : store.migrate()));
  if (names.length === 0) return { outcome: 'unchanged', message: 'The database is up to date.' };
  return {
    outcome: 'updated',
    message: `${dryRun ? 'To be migrated' : 'Migrated'}: ${names.join(', ')}.`,
    facts: { migrations: names },
  };
};

/** Whether the tables can be read: only a dry run may find that they cannot. */
export async function hasTables({ config, dryRun }: SetupContext): Promise<boolean> {
  if (!dryRun) return true;
  if (missingDatabaseFile(config) !== undefined) return false;
  return (await withAnyStore(config, (store) => store.pendingMigrations())).length === 0;
}
