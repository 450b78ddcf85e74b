import { missingDatabaseFile, withAnyStore } from '../parts.ts';
import type { DoctorContext } from './context.ts';
import { error, type Findings, NotChecked, ok } from './finding.ts';

const migrate = 'billing-portal migrate';

/** Whether the database answers, with the tables of this version. */
export async function checkDatabase({ database }: DoctorContext): Findings {
  if (database === undefined) throw new NotChecked('DATABASE_URL cannot be used');
  const file = missingDatabaseFile(database);
  if (file !== undefined) {
    return [error(`There is no database: DATABASE_URL stands for the file ${file}.`, migrate)];
  }
  const pending = await withAnyStore(database, (store) => store.pendingMigrations());
  if (pending.length > 0) return [error(`The database lacks ${pending.join(', ')}.`, migrate)];
  const isSqlite = database.databaseUrl.startsWith('sqlite:');
  const alone = ' SQLite is for one replica; whether there are more cannot be seen from here.';
  return [ok(`The database answers, and is up to date.${isSqlite ? alone : ''}`)];
}
