/**
 * A process that migrates when it is told to, for tests of many that start together. It takes `{ url }`, and answers
 * `done` or an error; with `hang`, it answers `inside` from within its last migration and stays there.
 */
import { openDatabase } from '../../src/store/database.ts';
import { migrateUp, ownMigrations } from '../../src/store/migrations.ts';

const hanging = {
  name: '9999_hanging',
  up: () => {
    process.send?.('inside');
    return new Promise<void>(() => {});
  },
  down: async () => {},
};

process.on('message', async ({ url, hang }: { url: string; hang?: boolean }) => {
  const database = openDatabase(url);
  try {
    await migrateUp(database, hang ? [...ownMigrations, hanging] : ownMigrations);
    process.send?.('done');
  } catch (error) {
    process.send?.(String(error));
  } finally {
    await database.close();
  }
});
process.send?.('ready');
