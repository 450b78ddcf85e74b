import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { expect, vi } from 'vitest';
import type { ApiKeyRequest } from '../../src/billing/apiKeys.ts';
import type { SubscriptionStatus } from '../../src/billing/billingAccount.ts';
import type { Owner } from '../../src/billing/owner.ts';
import type { Role } from '../../src/billing/role.ts';
import { apiKeyIssuerOf } from '../../src/build.ts';
import { loadConfig } from '../../src/config.ts';
import { run } from '../../src/run.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import type { Store } from '../../src/store/connection.ts';
import { createDatabase, type DatabaseKind } from '../store/databases.ts';
import { type Client, createClient } from './client.ts';
import { accessToken, jwtSecret } from './tokens.ts';

export type ServiceOptions = {
  readonly database?: DatabaseKind;
  /** On top of the configuration of tests, or in its place. */
  readonly env?: Record<string, string | undefined>;
};

export type OwnerFacts = {
  readonly purchasedAt?: string | null;
  readonly subscriptionStatus?: SubscriptionStatus | null;
  /** Of the Stripe mode; the service of the tests has a test key. */
  readonly livemode?: boolean;
  /** When these facts were set: now, unless the test says otherwise. */
  readonly setAt?: string;
};

export type TestService = Client & {
  /** Of its own database, to see or do what the store would not. */
  readonly databaseUrl: string;
  readonly store: Store;
  readonly standIn: StandIn;
  /** Makes a Stripe customer and the billing account that links it to the owner. */
  givenAccount(owner: Owner, facts?: OwnerFacts): Promise<string>;
  /** Fills the directory: users, and members with their roles. */
  givenMember(user: string, organization: string, role: Role): Promise<void>;
  givenKey(request: Partial<ApiKeyRequest> & { userId: string }): Promise<string>;
  /** How many portal sessions Stripe was asked for. */
  portalSessions(): number;
  /** Stops everything, and fails where something was left open. Safe to call twice. */
  close(): Promise<void>;
};

export const appUrl = 'https://yourapp.com';

/** Starts the service as production does, on a database of its own, against the Stripe stand-in. */
export async function startService({
  database: kind = 'sqlite',
  env = {},
}: ServiceOptions = {}): Promise<TestService> {
  const before = openResources();
  const standIn = await startStandIn();
  const database = await createDatabase(kind);
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const config = loadConfig(
    {
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: database.url,
      STRIPE_SECRET_KEY: 'sk_test_1234567890',
      STRIPE_API_BASE: standIn.url,
      JWT_SECRET: jwtSecret,
      RETURN_URL_ORIGINS: `${appUrl},http://localhost:5173`,
      DEFAULT_RETURN_URL: `${appUrl}/dashboard`,
      LOG_LEVEL: 'silent',
      // Out of the way of all tests but those of the limits.
      RATE_LIMIT: '1000000',
      AUTH_FAILURE_LIMIT: '1000000',
      ...env,
    },
    { program: 'service' },
  );
  const running = await run(config, listener);
  const { store } = running;
  const issuer = apiKeyIssuerOf(store, config);

  let closed: Promise<void> | undefined;
  const close = async () => {
    await running.close();
    await standIn.close();
    await database.drop();
    await vi.waitFor(() => expect(leftOpen(before)).toEqual([]), { timeout: 5_000 });
  };

  return {
    ...createClient(`http://127.0.0.1:${port}`),
    databaseUrl: config.databaseUrl,
    store,
    standIn,
    async givenAccount(owner, facts = {}) {
      const { id } = standIn.create.customer({
        metadata: { billing_owner_type: owner.type, billing_owner_id: owner.id },
      });
      await store.billingAccounts.link({
        owner,
        customerId: id,
        livemode: false,
        purchasedAt: null,
        subscriptionStatus: 'active',
        setBy: 'test',
        setAt: new Date().toISOString(),
        ...facts,
      });
      return id;
    },
    async givenMember(user, organization, role) {
      await store.directory.importLines(
        [
          { line: 1, type: 'user', id: user },
          { line: 2, type: 'organization', id: organization, name: organization },
          { line: 3, type: 'member', user, organization, role },
        ],
        { setBy: 'test' },
      );
    },
    async givenKey(request) {
      return (await issuer.issue({ name: 'test', ...request })).key;
    },
    portalSessions: () =>
      standIn.requests.filter(({ path }) => path === '/v1/billing_portal/sessions').length,
    close() {
      closed ??= close();
      return closed;
    },
  };
}

/** A user's id that no other test has. */
export const newUser = () => `u-${randomUUID()}`;

/** An access token for a user. */
export const tokenOf = (user: string, claims: Record<string, unknown> = {}) =>
  accessToken({ sub: user, ...claims });

function openResources(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((type) => /^(TCP|Timeout|Immediate|FSReq|PipeWrap)/.test(type));
}

function leftOpen(before: readonly string[]): string[] {
  const known = [...before];
  return openResources().filter((type) => {
    const index = known.indexOf(type);
    if (index >= 0) known.splice(index, 1);
    return index < 0 && type.startsWith('TCP');
  });
}
