import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Fault } from '../../src/sandbox/standIn/faults.ts';
import type { Reply, RequestOptions } from '../harness/client.ts';
import { openRaw } from '../store/databases.ts';
import type { CanaryWorld } from './canaryWorld.ts';
import { operations } from './operations.ts';

/** What a service left behind, everywhere that it writes. */
export type Found = {
  readonly log: string;
  /** Every answer but those of 200: heads and bodies. */
  readonly errors: string;
  readonly metrics: string;
  readonly database: string;
  /** The secret part of each portal URL that was handed out. */
  readonly portals: readonly string[];
  readonly requests: number;
};

/** Leads every fault to a service: of Stripe, of credentials, of requests, of the database. */
export async function goThroughFaults(world: CanaryWorld): Promise<Found> {
  const { client, standIn, token, key, email, secrets } = world;
  const replies: Reply[] = [];
  const credentialFor = (door: (typeof operations)[number]) =>
    door.credential === 'an API key' ? key : token;
  const ask = async (path: string, options: RequestOptions = {}) => {
    replies.push(await client.post(path, options));
  };
  const askAll = async (options: RequestOptions = {}) => {
    for (const door of operations) await ask(door.path, { token: credentialFor(door), ...options });
  };
  const everything = `${Object.values(secrets).join(' ')} ${token} ${key} ${email}`;

  const repeatable = { headers: { 'Idempotency-Key': 'once' } };
  await askAll(repeatable);
  await askAll(repeatable);
  const portal: string = replies[0]?.body.url ?? '';

  for (const fault of stripeFaults(`${everything} ${portal}`)) {
    standIn.faults.next({ ...fault, times: Number.POSITIVE_INFINITY });
    await askAll();
    standIn.faults.clear();
    // Two successes for each failure: the breaker must stay closed, for the next fault to be met.
    await askAll();
    await askAll();
  }
  for (const door of operations) {
    const good = credentialFor(door);
    await ask(door.path, { token: `${good}x` });
    await ask(door.path, { token: good.slice(0, -1) });
    await ask(door.path, { headers: { Authorization: `Basic ${good}` } });
    await ask(`${door.path}?access_token=${good}`);
    await ask(`${door.path}?token=${good}&email=${email}`, { token: good });
    await ask(door.path, { token: good, json: { returnUrl: `https://evil.example/${everything}` } });
    await ask(door.path, { token: good, json: { returnUrl: portal } });
    await ask(door.path, { token: good, bytes: everything, headers: { 'Content-Type': 'application/json' } });
    await ask(door.path, { token: good, headers: { 'Idempotency-Key': everything } });
    await ask(`/${good}/${email}`, { token: good });
    const head = `POST ${door.path} HTTP/1.1\r\nAuthorization: Bearer ${good}\r\n`;
    replies.push(await client.raw(`${head}X-Email ${email}\r\n\r\n`));
  }
  const [first, second] = operations;
  standIn.faults.next({ kind: 'hang' });
  standIn.faults.next({ kind: 'drip', times: 3 });
  await Promise.all([first, second].map((door) => ask(door.path, { token: credentialFor(door) })));

  const metrics = await world.metrics();
  const database = await contentOf(world.database.url);
  await failDatabase(world, () => ask(first.path, { token, ...repeatable }));
  await world.service.stop();

  const errors = replies.filter(({ status }) => status !== 200);
  const opened = replies.filter(({ status }) => status === 200);
  return {
    log: world.service.output(),
    errors: errors.map(({ headers, text }) => `${JSON.stringify([...headers])}${text}`).join('\n'),
    metrics,
    database,
    portals: opened.map(({ body }) => new URL(body.url).pathname.slice('/p/session/'.length)),
    requests: replies.length,
  };
}

/** Each way in which Stripe fails, with a text in every place where Stripe may put one. */
function stripeFaults(text: string): readonly Fault[] {
  const error = { message: text, code: 'a_code', param: 'a_param' };
  const statuses = [400, 401, 402, 403, 404, 409, 429, 500, 503] as const;
  return [
    ...statuses.map((status): Fault => ({ kind: 'status', status, error })),
    { kind: 'status', status: 400, error: { message: `saving your customer portal settings ${text}` } },
    { kind: 'foreignUrl', url: `https://evil.example/p/session/${encodeURIComponent(text)}` },
    { kind: 'html' },
    { kind: 'empty' },
    { kind: 'reset' },
  ];
}

/** Every byte of an SQLite database, its log too, or every row of a PostgreSQL one. */
async function contentOf(databaseUrl: string): Promise<string> {
  if (databaseUrl.startsWith('sqlite:')) {
    const folder = dirname(databaseUrl.slice('sqlite:'.length));
    return readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'latin1'))
      .join('\n');
  }
  const raw = openRaw(databaseUrl);
  const tables: string[] = await raw('pg_tables').where({ schemaname: 'public' }).pluck('tablename');
  const rows = await Promise.all(tables.map((table) => raw(table).select()));
  await raw.destroy();
  return JSON.stringify(rows);
}

/** A table that is missing, then a database that is held or gone. */
async function failDatabase({ database }: CanaryWorld, ask: () => Promise<void>): Promise<void> {
  const raw = openRaw(database.url);
  await raw.schema.dropTable('billing_accounts');
  await ask();
  if (database.url.startsWith('sqlite:')) {
    const connection = await raw.client.acquireConnection();
    await raw.raw('begin immediate').connection(connection);
    await ask();
    await raw.raw('rollback').connection(connection);
    raw.client.releaseConnection(connection);
    await raw.destroy();
  } else {
    await raw.destroy();
    await database.drop();
    await ask();
  }
}
