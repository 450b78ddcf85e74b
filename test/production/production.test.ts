import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type StandIn, startStandIn } from '../../src/sandbox/standIn/standIn.ts';
import { createIssuerKey, type IssuerKey, startIssuer } from '../auth/jwksIssuer.ts';
import { cli, jsonLines } from '../cli/cli.ts';
import { createDatabase, postgresAvailable, type TestDatabase } from '../store/databases.ts';

const main = join(import.meta.dirname, '../../src/main.ts');
const skipped = process.env.REQUIRE_SERVICES !== '1' && !(await postgresAvailable());

/** A free port: the public address must be known before the service starts. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe.skipIf(skipped)('the service proper, in production, on PostgreSQL', () => {
  let standIn: StandIn;
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  let key: IssuerKey;
  let database: TestDatabase;
  let env: Record<string, string>;

  beforeAll(async () => {
    standIn = await startStandIn();
    key = await createIssuerKey('2026-01', 'RS256');
    issuer = await startIssuer(key);
    database = await createDatabase('postgres', { empty: true });
    const port = await freePort();
    env = {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: database.url,
      STRIPE_SECRET_KEY: 'rk_test_1234567890',
      STRIPE_API_BASE: standIn.url,
      JWT_JWKS_URL: issuer.url,
      JWT_ISSUER: 'https://id.example',
      JWT_AUDIENCE: 'billing',
      RETURN_URL_ORIGINS: 'https://yourapp.com',
      DEFAULT_RETURN_URL: 'https://yourapp.com/dashboard',
    };
  });
  afterAll(async () => {
    await standIn.close();
    await issuer.stop();
    await database.drop();
  });

  function tokenOf(user: string): Promise<string> {
    return new SignJWT({ sub: user, iss: 'https://id.example', aud: 'billing' })
      .setProtectedHeader({ alg: key.alg, kid: key.kid })
      .setIssuedAt()
      .setExpirationTime('15m')
      .sign(key.privateKey);
  }

  async function command(args: readonly string[], input?: string): Promise<string> {
    const { status, stdout, stderr } = await cli(args, { env, ...(input === undefined ? {} : { input }) });
    expect(stderr + stdout).not.toContain(env.STRIPE_SECRET_KEY);
    if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** Starts it as an operator does, and waits until it is ready. */
  async function start(): Promise<{ output(): string; stop(): Promise<number> }> {
    const child = spawn(process.execPath, [main], { env: { ...env, PATH: process.env.PATH ?? '' } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    await vi.waitFor(
      async () => {
        if (child.exitCode !== null) throw new Error(output);
        expect((await fetch(`${env.PUBLIC_URL}/readyz`)).status).toBe(200);
      },
      { timeout: 20_000 },
    );
    return {
      output: () => output,
      async stop() {
        child.kill('SIGTERM');
        const [code] = await once(child, 'exit');
        return code;
      },
    };
  }

  it('is set up by its commands, answers the published curl samples, and drains', async () => {
    const ada = standIn.create.customer({ name: 'Ada Lovelace' });
    standIn.create.invoice({ customer: ada.id, amount: 4_900 });
    const engines = standIn.create.customer({ name: 'Analytical Engines' });

    await command(['migrate']);
    await command(
      ['directory', 'import', '-'],
      jsonLines(
        { type: 'user', id: 'u1', email: 'ada@example.com' },
        { type: 'organization', id: 'o1', name: 'Analytical Engines' },
        { type: 'member', user: 'u1', organization: 'o1', role: 'billing' },
        { type: 'billing_account', owner: { type: 'user', id: 'u1' }, customer: ada.id },
        { type: 'billing_account', owner: { type: 'organization', id: 'o1' }, customer: engines.id },
      ),
    );
    const created: { key: string } = JSON.parse(
      await command(['keys', 'create', '--user', 'u1', '--name', 'CRM', '--json']),
    );

    const service = await start();
    const url = env.PUBLIC_URL ?? '';
    const token = await tokenOf('u1');
    const samples = [
      { customer: ada.id, sample: subscriptionsSample(`${url}/api/v1/subscriptions/portal`, token) },
      {
        customer: ada.id,
        sample: subscriptionsSample(`${url}/api/v1/subscriptions/portal/api`, created.key),
      },
      { customer: engines.id, sample: organizationSample(`${url}/subscriptions/portal`, token) },
      { customer: ada.id, sample: billingPortalSample(`${url}/api/billing-portal`, created.key) },
    ];
    const portalUrls: string[] = [];
    for (const { customer, sample } of samples) {
      const { stdout } = await promisify(execFile)('sh', ['-c', sample]);
      const { url: portalUrl }: { url: string } = JSON.parse(stdout);
      expect(await (await fetch(portalUrl)).text(), sample).toContain(customer);
      portalUrls.push(portalUrl);
    }

    const stranger = await fetch(`${url}/api/billing-portal`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${await tokenOf('u2')}` },
    });
    expect(stranger.status).toBe(404);

    expect(await service.stop()).toBe(0);
    const secrets = [token, created.key, 'rk_test_1234567890', ...portalUrls];
    for (const secret of secrets) expect(service.output()).not.toContain(secret);
  });

  it('refuses to start without a Stripe key, and names every fault at once', async () => {
    const child = spawn(process.execPath, [main], { env: { NODE_ENV: 'production' } });
    let output = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    const [code] = await once(child, 'close');
    expect(code).not.toBe(0);
    for (const name of ['STRIPE_SECRET_KEY', 'PUBLIC_URL', 'RETURN_URL_ORIGINS', 'JWT_']) {
      expect(output).toContain(name);
    }
  });
});

/** As the three contracts publish them, with only the host and the credential changed. */
const subscriptionsSample = (url: string, credential: string) => `curl -sS -X POST ${url} \\
  -H "Authorization: Bearer ${credential}" \\
  -H "Content-Type: application/json" \\
  -d '{
    "returnUrl": "https://yourapp.com/settings/billing"
  }'`;

const organizationSample = (url: string, credential: string) => `curl -sS -X POST ${url} \\
-H 'Accept: application/json' \\
-H 'Authorization: Bearer ${credential}'`;

const billingPortalSample = (url: string, credential: string) => `curl -sS -X POST "${url}" \\
-H "Authorization: Bearer ${credential}"`;
