import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { SignJWT } from 'jose';
import { apiKeyIssuerOf } from '../../src/build.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { openStore } from '../../src/store/connection.ts';
import { type Client, createClient } from '../harness/client.ts';
import { createDatabase, type DatabaseKind, type TestDatabase } from '../store/databases.ts';
import { type ServiceProcess, startServiceProcess } from './serviceProcess.ts';

/** A word that stands in a secret and nowhere else, so that it shows in whatever form the secret gets out. */
const canary = () => `canary${randomBytes(12).toString('hex')}`;

export type CanaryWorld = {
  readonly client: Client;
  readonly service: ServiceProcess;
  readonly standIn: StandIn;
  readonly database: TestDatabase;
  /** Of the user u1, who is the owner of the organization o1. */
  readonly token: string;
  readonly key: string;
  readonly email: string;
  /** Every secret by its name: what must not be found anywhere. */
  readonly secrets: Readonly<Record<string, string>>;
  metrics(): Promise<string>;
  close(): Promise<void>;
};

/** The service proper as a process that logs all it can, with a canary in every secret that it knows. */
export async function startCanaryWorld(kind: DatabaseKind): Promise<CanaryWorld> {
  const words = {
    stripeKey: canary(),
    webhookSecret: canary(),
    jwtSecret: canary(),
    redisPassword: canary(),
    databasePassword: canary(),
    email: canary(),
  };
  const email = `${words.email}@example.com`;
  const encryptionKey = randomBytes(32).toString('base64');
  const standIn = await startStandIn();
  const database = await createDatabase(kind);
  const metricsPort = await freePort();
  const service = await startServiceProcess({
    PORT: '0',
    HOST: '127.0.0.1',
    METRICS_PORT: String(metricsPort),
    PUBLIC_URL: 'http://127.0.0.1',
    DATABASE_URL: withPassword(database.url, words.databasePassword),
    REDIS_URL: `redis://default:${words.redisPassword}@127.0.0.1:9`,
    STRIPE_SECRET_KEY: `sk_test_${words.stripeKey}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${words.webhookSecret}`,
    STRIPE_API_BASE: standIn.url,
    JWT_SECRET: words.jwtSecret.padEnd(40, '_'),
    ENCRYPTION_KEY: encryptionKey,
    RETURN_URL_ORIGINS: 'https://yourapp.com',
    DEFAULT_RETURN_URL: 'https://yourapp.com/dashboard',
    LOG_LEVEL: 'trace',
  });
  const token = await new SignJWT({ sub: 'u1', orgId: 'o1', email })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('15m')
    .sign(new TextEncoder().encode(words.jwtSecret.padEnd(40, '_')));
  const key = await fillStore(database.url, standIn, email);

  return {
    client: createClient(`http://127.0.0.1:${service.port}`),
    service,
    standIn,
    database,
    token,
    key,
    email,
    secrets: {
      ...words,
      encryptionKey,
      apiKey: key.slice('llmgen_'.length),
      'access token: claims': token.split('.')[1] ?? '',
      'access token: signature': token.split('.')[2] ?? '',
    },
    metrics: async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
    async close() {
      await service.stop();
      await standIn.close();
      await database.drop();
    },
  };
}

/** A user and an organization with a customer each, and an API key of the user, which is returned. */
async function fillStore(databaseUrl: string, standIn: StandIn, email: string): Promise<string> {
  const store = openStore(databaseUrl);
  const account = (line: number, owner: { type: 'user' | 'organization'; id: string }) =>
    ({
      line,
      type: 'billing_account',
      owner,
      customerId: standIn.create.customer({ email }).id,
      livemode: false,
      purchasedAt: null,
      subscriptionStatus: 'active',
    }) as const;
  await store.directory.importLines([
    { line: 1, type: 'user', id: 'u1' },
    { line: 2, type: 'organization', id: 'o1', name: 'One' },
    { line: 3, type: 'member', user: 'u1', organization: 'o1', role: 'owner' },
    account(4, { type: 'user', id: 'u1' }),
    account(5, { type: 'organization', id: 'o1' }),
  ]);
  const issuer = apiKeyIssuerOf(store, { apiKeyPrefix: 'llmgen_' });
  const { key } = await issuer.issue({ userId: 'u1', name: 'canary' });
  await store.close();
  return key;
}

/** A server that asks for no password takes any. */
function withPassword(databaseUrl: string, password: string): string {
  if (databaseUrl.startsWith('sqlite:')) return databaseUrl;
  const url = new URL(databaseUrl);
  url.password ||= password;
  return url.href;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
