import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { nameOfRight, rightsNeeded } from '../../src/stripe/rights.ts';
import { webhookSecretHash } from '../../src/stripe/webhookSecret.ts';
import { followedEventTypes } from '../../src/sync/eventTypes.ts';
import { type Deployment, type Environment, givenDeployment, printedBy } from './deployment.ts';

type Finding = {
  readonly check: string;
  readonly severity: string;
  readonly message: string;
  readonly fix?: string;
};

const secret = 'whsec_0123456789abcdef';
const configured = { STRIPE_WEBHOOK_SECRET: secret };

let deployment: Deployment;
beforeEach(async () => {
  deployment = await givenDeployment('sqlite');
});
afterEach(() => deployment.close());

/** What is found that is not well, of one check. */
async function foundBy(
  check: string,
  env: Environment = {},
  args: readonly string[] = [],
): Promise<Finding[]> {
  const { stdout } = await deployment.run(['doctor', '--json', ...args], env);
  const { findings }: { findings: Finding[] } = JSON.parse(stdout);
  return findings.filter((finding) => finding.check === check && finding.severity !== 'ok');
}

/** As `setup` leaves it, unless said otherwise. */
function givenEndpoint(
  mark: string,
  hash: string | undefined = webhookSecretHash(secret),
  of = secret,
): string {
  return deployment.standIn.create.webhookEndpoint({
    url: deployment.webhookUrl,
    enabled_events: [...followedEventTypes],
    api_version: '2026-10-28.endive',
    metadata: {
      billing_portal_webhook: mark,
      ...(hash !== undefined && { billing_portal_secret_hash: hash }),
    },
    secret: of,
  }).id;
}

describe('of the signing secret, doctor', () => {
  it('says that none is configured', async () => {
    const id = givenEndpoint('current');
    expect(await foundBy('webhook endpoint')).toEqual([
      {
        check: 'webhook endpoint',
        severity: 'error',
        message: 'STRIPE_WEBHOOK_SECRET is not set.',
        fix: expect.stringContaining(`Set it to the secret of ${id}`),
      },
    ]);
    expect(await foundBy('webhook endpoint', configured)).toEqual([]);
  });

  it('says that another one is configured, and that the service has another one than is configured', async () => {
    const id = givenEndpoint('current');
    await deployment.serve(configured);
    const other = { STRIPE_WEBHOOK_SECRET: 'whsec_of_something_else' };
    expect(await foundBy('webhook endpoint', other)).toMatchObject([
      {
        severity: 'error',
        message: `STRIPE_WEBHOOK_SECRET is not the one that ${id} signs with, as far as is known.`,
      },
    ]);
    expect(await foundBy('service', other)).toMatchObject([
      {
        severity: 'error',
        message: 'The service does not take what is signed with STRIPE_WEBHOOK_SECRET (400).',
        fix: 'Restart the service with the STRIPE_WEBHOOK_SECRET that is configured here.',
      },
    ]);
    expect(await foundBy('service', configured)).toEqual([]);
  });

  it('finds endpoints that are left of a replacement, until setup removes them', async () => {
    const current = givenEndpoint('current');
    const [lost, replaced] = [givenEndpoint('new', undefined), givenEndpoint('replaced')];
    await deployment.serve(configured);
    expect(await foundBy('webhook endpoint', configured)).toMatchObject([
      { severity: 'warning', message: expect.stringContaining(lost), fix: 'billing-portal setup' },
      {
        severity: 'warning',
        message: `${replaced} at the same address was replaced by ${current}, and is still there.`,
        fix: `Restart the service with the secret of ${current}, then billing-portal setup`,
      },
    ]);
    printedBy(await deployment.run(['setup'], configured));
    expect(deployment.endpoint().endpoint.id).toBe(current);
    expect(await foundBy('webhook endpoint', configured)).toEqual([]);
  });

  it('says that setup was stopped', async () => {
    givenEndpoint('new', undefined);
    expect(await foundBy('webhook endpoint', configured)).toMatchObject([
      { severity: 'error', message: expect.stringMatching(/^A run of `setup` was stopped/) },
    ]);
  });
});

describe('of the service, doctor', () => {
  it.each([
    [404, 404, [/readyz is answered with 404, not by the service/, /A webhook to \S+ is answered with 404/]],
    [503, 400, [/not ready \(503\)/]],
    [302, 302, [/readyz is answered with 302/, /is answered with 302/]],
    [200, 401, [/is answered with 401, where the service says 400/]],
  ] as const)(
    'finds what is wrong where /readyz is %s and a webhook %s',
    async (ready, webhook, messages) => {
      const server = createServer((req, res) => {
        res.writeHead(req.url === '/readyz' ? ready : webhook, { Location: '/elsewhere' }).end();
      });
      await listenAt(server, Number(new URL(deployment.webhookUrl).port));
      const found = await foundBy('service');
      expect(found).toEqual(
        messages.map((message) => ({
          check: 'service',
          severity: 'error',
          message: expect.stringMatching(message),
          fix: expect.any(String),
        })),
      );
    },
  );

  it('asks where Stripe delivers, if that is elsewhere', async () => {
    await deployment.serve(configured);
    expect(
      await foundBy('service', configured, ['--url', `${deployment.env.PUBLIC_URL}/hooks`]),
    ).toMatchObject([{ severity: 'error', message: expect.stringContaining('/hooks is answered with 404') }]);
  });
});

describe('of the clock, doctor', () => {
  it.each([
    ['agrees where it is off by half a minute', 30, undefined],
    ['warns where it is behind', 100, ['warning', 'behind']],
    ['warns where it is ahead', -200, ['warning', 'ahead of']],
    ['says that webhooks are refused', 400, ['error', 'behind']],
  ] as const)('%s', async (_name, aheadSeconds, expected) => {
    const stripe = await stripeWithClock(deployment.standIn.url, aheadSeconds);
    const found = await foundBy('clock', { STRIPE_API_BASE: stripe });
    if (!expected) return expect(found).toEqual([]);
    const [severity, direction] = expected;
    expect(found).toMatchObject([
      {
        severity,
        message: expect.stringMatching(new RegExp(`^This machine's clock is \\d+ s ${direction} Stripe's`)),
      },
    ]);
  });
});

describe('of the key, doctor', () => {
  it('says that Stripe refuses it, and leaves out what takes it', async () => {
    const { stdout, stderr } = await deployment.run(['doctor'], {
      STRIPE_SECRET_KEY: 'sk_test_invalid_canary',
    });
    expect(stdout).toMatch(/^error +key +Stripe refuses the key\. .*status 401/m);
    for (const check of ['clock', 'webhook endpoint'])
      expect(stdout).toMatch(new RegExp(`^warning +${check} +Not checked: Stripe cannot be asked\\.$`, 'm'));
    expect(stdout + stderr).not.toContain('canary');
  });

  it('only warns where it lacks what doctor alone needs', async () => {
    const rights = rightsNeeded(['serve']).map(nameOfRight);
    deployment.standIn.restrictedKeys.set('rk_test_0123456789abcdef', [...rights, 'event_read']);
    expect(await foundBy('key')).toMatchObject([
      {
        severity: 'warning',
        message: 'STRIPE_SECRET_KEY lacks the right Webhook Endpoints: read (for setup, doctor).',
      },
    ]);
    expect(await foundBy('webhook endpoint')).toMatchObject([
      { severity: 'warning', message: 'Not checked: STRIPE_SECRET_KEY lacks a right that this takes.' },
    ]);
  });
});

describe('doctor', () => {
  it('tells a person in words, and fails where it is asked to be strict', async () => {
    givenEndpoint('current');
    printedBy(await deployment.run(['setup', '--skip-reconcile'], configured));
    await deployment.serve(configured);
    const lines = printedBy(await deployment.run(['doctor'], configured)).split('\n');
    expect(lines[0]).toBe(
      'ok       configuration         The service can start with what is configured here.',
    );
    expect(lines.filter((line) => line !== '' && !line.startsWith('ok '))).toEqual([]);

    await deployment.stop();
    expect(printedBy(await deployment.run(['doctor'], configured))).toMatch(
      /^warning {2}service {15}Nothing answers at PUBLIC_URL\.\n {31}→ Start the service;/m,
    );
    expect(await deployment.run(['doctor', '--strict'], configured)).toMatchObject({
      status: 1,
      stderr: 'error: Errors: 0, warnings: 1.\n',
    });
  });

  it('makes the other checks where one fails', async () => {
    deployment.standIn.faults.next({ kind: 'html', method: 'GET', path: '/v1/webhook_endpoints', times: 3 });
    const { status, stdout } = await deployment.run(['doctor'], {
      DATABASE_URL: 'postgres://canary@127.0.0.1:1/x',
    });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^error +database +The database cannot be reached\. Check DATABASE_URL/m);
    expect(stdout).toMatch(/^error +webhook endpoint +What answers is not Stripe/m);
    expect(stdout).toMatch(/^warning +service +Nothing answers/m);
    expect(stdout).not.toContain('canary');
  });

  it.each([
    ['an argument', ['now']],
    ['an unknown option', ['--fix']],
  ])('refuses %s as wrong use', async (_name, args) => {
    expect(await deployment.run(['doctor', ...args])).toMatchObject({ status: 2, stdout: '' });
  });
});

async function listenAt(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Stripe with a clock of its own, so many seconds ahead of this machine's. */
async function stripeWithClock(target: string, aheadSeconds: number): Promise<string> {
  const server = createServer((req, res) => {
    const { method, url = '/', headers } = req;
    const onward = request(`${target}${url}`, { method, headers }, (answer) => {
      const date = new Date(Date.now() + aheadSeconds * 1000).toUTCString();
      res.writeHead(answer.statusCode ?? 0, { ...answer.headers, date });
      answer.pipe(res);
    });
    req.pipe(onward);
  });
  return `http://127.0.0.1:${await listenAt(server, 0)}`;
}
