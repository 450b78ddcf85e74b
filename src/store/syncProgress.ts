import type { Knex } from 'knex';
import type { Database } from './database.ts';
import { isoTime } from './values.ts';

type SyncProgressRow = { name: string; progress: string; saved_at: string };

const rows = (db: Knex) => db<SyncProgressRow>('sync_progress');

export type SyncProgress = ReturnType<typeof createSyncProgress>;

/** How far a long run has come, as JSON, so that the next one goes on from there. */
export function createSyncProgress(database: Database) {
  return {
    async load(name: string): Promise<unknown> {
      const row = await database.query((db) => rows(db).where({ name }).first());
      return row && JSON.parse(row.progress);
    },
    async save(name: string, progress: unknown, at: string): Promise<void> {
      const row = { name, progress: JSON.stringify(progress), saved_at: isoTime(at) };
      await database.query((db) => rows(db).insert(row).onConflict('name').merge());
    },
    async clear(name: string): Promise<void> {
      await database.query((db) => rows(db).where({ name }).delete());
    },
  };
}
