/**
 * `npm run bench`: what a portal request costs through the whole service, against a floor measured in the same run. All
 * of it on this machine, in some 40 seconds.
 */
import { randomUUID } from 'node:crypto';
import Stripe from 'stripe';
import { apiKeyIssuerOf } from '../src/build.ts';
import { openStore } from '../src/store/connection.ts';
import { accessToken } from '../test/harness/tokens.ts';
import { startProgram } from '../test/replicas/program.ts';
import { startChild, stopChildren } from './children.ts';
import { type BenchDatabase, createDatabases } from './databases.ts';
import { type Measured, measure } from './measure.ts';

type Row = Measured & { readonly name: string };

const userId = 'u1';
const standIn: { url: string } = JSON.parse(await startChild('src/sandbox/standIn/main.ts', '--port', '0'));
const { hostname, port } = new URL(standIn.url);
const stripe = new Stripe('sk_test_1234567890', { host: hostname, port, protocol: 'http' });
const customer = await stripe.customers.create();
const floorUrl = `http://127.0.0.1:${await startChild('bench/floor.ts', standIn.url, customer.id)}/`;
const databases = await createDatabases();

try {
  const before = await measure(floorUrl, () => ({}));
  const rows: Row[] = [];
  for (const database of databases) rows.push(...(await measureService(database)));
  const after = await measure(floorUrl, () => ({}));
  print(
    [
      { name: 'floor, before', ...before },
      { name: 'floor, after', ...after },
    ],
    rows,
  );
} finally {
  await stopChildren();
  for (const database of databases) await database.drop();
}

async function measureService({ title, url: databaseUrl }: BenchDatabase): Promise<Row[]> {
  const store = openStore(databaseUrl);
  await store.migrate();
  await store.billingAccounts.link({
    owner: { type: 'user', id: userId },
    customerId: customer.id,
    livemode: false,
    purchasedAt: null,
    subscriptionStatus: 'active',
    setBy: 'bench',
    setAt: new Date().toISOString(),
  });
  const { key } = await apiKeyIssuerOf(store, { apiKeyPrefix: 'llmgen_' }).issue({ userId, name: 'bench' });
  await store.close();
  const token = await accessToken({ sub: userId });

  const service = await startProgram({ databaseUrl, stripeUrl: standIn.url });
  const rows: Row[] = [];
  try {
    for (const [credential, secret] of [
      ['access token', token],
      ['API key', key],
    ] as const) {
      const Authorization = `Bearer ${secret}`;
      const url = `${service.url}/api/billing-portal`;
      const once = await measure(url, () => ({ headers: { Authorization } }));
      rows.push({ name: `${title}, ${credential}`, ...once });
      const repeatable = await measure(url, () => ({
        headers: { Authorization, 'Idempotency-Key': randomUUID() },
      }));
      rows.push({ name: `${title}, ${credential}, Idempotency-Key`, ...repeatable });
    }
  } finally {
    await service.stop('SIGTERM');
  }
  return rows;
}

function print(floors: readonly Row[], rows: readonly Row[]): void {
  const floor = floors.reduce((sum, { perSecond }) => sum + perSecond, 0) / floors.length;
  const line = (cells: readonly string[]) =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(44) : cell.padStart(14))).join('');
  console.log(line(['a portal request', 'requests/s', 'of the floor', 'median ms', 'p99 ms']));
  for (const { name, perSecond, median, p99 } of [...floors, ...rows]) {
    const share = `${((perSecond / floor) * 100).toFixed(0)} %`;
    console.log(line([name, perSecond.toFixed(0), share, median.toFixed(1), p99.toFixed(1)]));
  }
}
