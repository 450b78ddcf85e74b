import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { type Running, run as runService } from '../../src/run.ts';
import type { RecordedRequest } from '../../src/sandbox/standIn/requestLog.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import type { WebhookEndpointRecord } from '../../src/sandbox/standIn/state.ts';
import { openStore, type Store } from '../../src/store/connection.ts';
import { type Client, createClient } from '../harness/client.ts';
import { jwtSecret } from '../harness/tokens.ts';
import { fileWith } from '../portalConfig/profiles.ts';
import { createDatabase, type DatabaseKind } from '../store/databases.ts';
import { cli, type Outcome } from './cli.ts';

export type Environment = Readonly<Record<string, string>>;

/** What an operator has: a Stripe account, an empty database, an address, and a folder with the files. */
export type Deployment = {
  readonly standIn: StandIn;
  readonly databaseUrl: string;
  readonly folder: string;
  /** All that the service needs but the signing secret of the webhook endpoint. */
  readonly env: Environment;
  readonly webhookUrl: string;
  /** Runs a command in the folder, with `env` and what is given on top. */
  run(args: readonly string[], env?: Environment): Promise<Outcome>;
  /** Starts the service at PUBLIC_URL, in the place of one that runs. */
  serve(env?: Environment): Promise<Client>;
  stop(): Promise<void>;
  /** The store of the service that runs. */
  store(): Store;
  /** The store, past the service. It is closed at the end. */
  openStore(): Store;
  /** Makes a customer at Stripe who says whose they are, and has a subscription. */
  givenOwner(user: string): string;
  endpoints(): readonly WebhookEndpointRecord[];
  /** The only one. */
  endpoint(): WebhookEndpointRecord;
  /** Has somebody change an endpoint in Stripe's Dashboard. */
  changeEndpoint(id: string, to: Partial<WebhookEndpointRecord['endpoint']>): void;
  /** The requests by which something was changed in Stripe, since this was last asked. */
  writes(): readonly Pick<RecordedRequest, 'method' | 'path'>[];
  close(): Promise<void>;
};

/** Sets the scene: nothing is set up yet, and nothing runs at PUBLIC_URL. */
export async function givenDeployment(kind: DatabaseKind): Promise<Deployment> {
  const standIn = await startStandIn({ webhookRetries: [1, 1] });
  const database = await createDatabase(kind, { empty: true });
  const folder = mkdtempSync(join(tmpdir(), 'billing-portal-deployment-'));
  writeFileSync(join(folder, 'portal-config.yaml'), fileWith('invoice_history: { enabled: true }'));
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const env = {
    PUBLIC_URL: publicUrl,
    DATABASE_URL: database.url,
    STRIPE_SECRET_KEY: 'rk_test_0123456789abcdef',
    STRIPE_API_BASE: standIn.url,
    JWT_SECRET: jwtSecret,
    RETURN_URL_ORIGINS: 'https://yourapp.com',
    DEFAULT_RETURN_URL: 'https://yourapp.com/dashboard',
    LOG_LEVEL: 'silent',
  };
  let running: Running | undefined;
  let told = 0;
  const stores: Store[] = [];
  const stop = async () => {
    await running?.close();
    running = undefined;
  };
  const { webhookEndpoints } = standIn.data;
  return {
    standIn,
    databaseUrl: database.url,
    folder,
    env,
    webhookUrl: `${publicUrl}/webhooks/stripe`,
    run: (args, more = {}) => cli(args, { env: { ...env, ...more }, cwd: folder }),
    async serve(more = {}) {
      await stop();
      const listener = await listen(port);
      running = await runService(loadConfig({ ...env, ...more }, { program: 'service' }), listener);
      return createClient(publicUrl);
    },
    stop,
    store() {
      if (!running) throw new Error('the service does not run');
      return running.store;
    },
    openStore() {
      const store = openStore(database.url);
      stores.push(store);
      return store;
    },
    givenOwner(user) {
      const metadata = { billing_owner_type: 'user', billing_owner_id: user };
      const customer = standIn.create.customer({ metadata }).id;
      const price = standIn.create.price({
        currency: 'usd',
        unit_amount: 900,
        recurring: { interval: 'month' },
        product_data: { name: 'Professional' },
      });
      standIn.create.subscription({ customer, items: [{ price: price.id }] });
      return customer;
    },
    endpoints: () => [...webhookEndpoints.values()],
    endpoint() {
      const [one, ...others] = webhookEndpoints.values();
      if (!one || others.length > 0) throw new Error(`there are ${webhookEndpoints.size} webhook endpoints`);
      return one;
    },
    changeEndpoint(id, to) {
      const record = webhookEndpoints.get(id);
      if (!record) throw new Error('there is no such endpoint');
      webhookEndpoints.set(id, { ...record, endpoint: { ...record.endpoint, ...to } });
    },
    writes() {
      const since = standIn.requests.slice(told);
      told = standIn.requests.length;
      return since
        .filter(({ method, status }) => method !== 'GET' && status === 200)
        .map(({ method, path }) => ({ method, path }));
    },
    async close() {
      await stop();
      await Promise.all(stores.map((store) => store.close()));
      await standIn.close();
      await database.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

async function listen(port: number): Promise<Server> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** One that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = await listen(0);
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port');
  return address.port;
}

/** What a command printed that did what it was to do. */
export function printedBy({ status, stdout, stderr }: Outcome): string {
  expect({ status, stdout, stderr }).toMatchObject({ status: 0 });
  return stdout;
}

/** The signing secret that `setup` printed. */
export function secretIn(stdout: string): string {
  const secret = /^STRIPE_WEBHOOK_SECRET=(whsec_\w+)$/m.exec(stdout)?.[1];
  if (secret === undefined) throw new Error(`No secret was printed: ${stdout}`);
  return secret;
}
