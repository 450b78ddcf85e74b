import { afterEach, expect, it } from 'vitest';
import { createDatabase, forEachDatabase, openRaw, type TestDatabase } from '../store/databases.ts';
import { cli } from './cli.ts';

await forEachDatabase((kind) => {
  let database: TestDatabase | undefined;
  afterEach(async () => {
    await database?.drop();
    database = undefined;
  });

  it('makes the tables, says so, and does nothing the second time', async () => {
    database = await createDatabase(kind, { empty: true });
    const env = { DATABASE_URL: database.url };
    const before = await cli(['keys', 'create', '--user', 'u1', '--name', 'CRM', '--json'], { env });
    expect(before).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('billing-portal migrate'),
    });

    const first = await cli(['migrate'], { env });
    expect(first).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Migrated: 0001_directory, /),
      stderr: '',
    });
    const second = await cli(['migrate', '--json'], { env });
    expect(second).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(second.stdout)).toEqual({ migrated: [] });

    const after = await cli(['keys', 'list', '--user', 'u1', '--json'], { env });
    expect(after).toMatchObject({ status: 0, stdout: '[]\n' });
  });

  it('undoes migrations when one insists', async () => {
    database = await createDatabase(kind);
    const env = { DATABASE_URL: database.url };
    const down = await cli(['migrate', '--down', '--yes', '--json'], { env });
    expect(down.status).toBe(0);
    expect(JSON.parse(down.stdout).undone).toContain('0001_directory');
    const db = openRaw(database.url);
    expect(await db.schema.hasTable('users')).toBe(false);
    await db.destroy();
    expect(await cli(['migrate', '--down', '--yes'], { env })).toMatchObject({
      status: 0,
      stdout: 'There is nothing to undo.\n',
    });
  });

  it('leaves a database of a newer version alone', async () => {
    database = await createDatabase(kind);
    const db = openRaw(database.url);
    await db('knex_migrations').insert({ name: '9999_later', batch: 2, migration_time: new Date() });
    await db.destroy();
    const env = { DATABASE_URL: database.url };
    for (const args of [['migrate'], ['keys', 'list', '--user', 'u1']]) {
      expect(await cli(args, { env })).toMatchObject({
        status: 1,
        stdout: '',
        stderr: expect.stringMatching(/newer than this program.*9999_later/),
      });
    }
  });

  it('tells no SQL of a fault that nobody foresaw', async () => {
    database = await createDatabase(kind);
    const db = openRaw(database.url);
    await db.schema.dropTable('api_keys');
    await db.destroy();
    const outcome = await cli(['keys', 'list', '--user', 'u1'], { env: { DATABASE_URL: database.url } });
    expect(outcome).toMatchObject({ status: 1, stdout: '' });
    expect(outcome.stderr).toMatch(
      /^error: The command failed for a reason that it does not know: \w+ \w+\.\n$/,
    );
  });
});
