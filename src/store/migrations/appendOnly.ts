import type { Knex } from 'knex';

/** Has the database itself refuse to change rows of a table: they are added, and in the end removed. */
export async function refuseUpdates(db: Knex, table: string): Promise<void> {
  const name = nameFor(table);
  const message = `${table} is append-only`;
  if (!isPostgres(db)) {
    await db.raw(
      `create trigger ${name} before update on ${table} begin select raise(abort, '${message}'); end`,
    );
    return;
  }
  await db.raw(
    `create function ${name}() returns trigger language plpgsql as $$ begin raise exception '${message}'; end $$`,
  );
  await db.raw(`create trigger ${name} before update on ${table} for each row execute function ${name}()`);
}

/** Drops such a table, and what refused its changes. */
export async function dropAppendOnly(db: Knex, table: string): Promise<void> {
  await db.schema.dropTable(table);
  if (isPostgres(db)) await db.raw(`drop function ${nameFor(table)}()`);
}

const nameFor = (table: string) => `${table}_append_only`;

const isPostgres = (db: Knex) => db.client.dialect === 'postgresql';
