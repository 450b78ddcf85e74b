import { statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  credentialsIn,
  envFile,
  freePorts,
  namesIn,
  newFolder,
  type Program,
  paste,
  portalUrl,
  startProgram,
} from './program.ts';

describe('the sandbox, started for the first time', () => {
  const folder = newFolder();
  let ports: Awaited<ReturnType<typeof freePorts>>;
  let program: Program;
  beforeAll(async () => {
    ports = await freePorts();
    program = await startProgram(folder, ports);
  });

  it('says what it is and where it listens', () => {
    const output = program.output();
    expect(output).toMatch(/SANDBOX, not for production\b[\s\S]*nothing is charged/);
    expect(output).toContain(`http://localhost:${ports.PORT} `);
    expect(output).toContain('data/sandbox.env');
  });

  it('names addresses that answer: the demo app, the error catalogue, the spec, the stand-in', async () => {
    const addresses = [...program.output().matchAll(/^ {2}[\w -]+ (http:\S+)/gm)].map(([, url = '']) => url);
    expect(addresses).toEqual([
      expect.stringMatching(/^http:\/\/localhost:\d+\/$/),
      `http://localhost:${ports.PORT}`,
      `http://localhost:${ports.PORT}/api/errors/`,
      `http://localhost:${ports.PORT}/openapi.yaml`,
      `http://127.0.0.1:${ports.STAND_IN_PORT}`,
    ]);
    const [demoApp = '', , errors = '', spec = '', standIn = ''] = addresses;
    expect(await (await fetch(demoApp)).text()).toContain('Billing of Dorothy Vaughan');
    expect(await (await fetch(errors)).text()).toContain('NO_STRIPE_CUSTOMER');
    expect(await (await fetch(spec)).text()).toMatch(/^openapi: "?3\.1/);
    expect((await fetch(`${standIn}/v1/customers`)).status).toBe(401);
  });

  it.each([
    ['/api/v1/subscriptions/portal', 'Ada Lovelace', 'ada@example.com'],
    ['/api/v1/subscriptions/portal/api', 'Ada Lovelace', 'ada@example.com'],
    ['/subscriptions/portal', 'Analytical Engines', 'billing@analytical-engines.example.com'],
    ['/api/billing-portal', 'Ada Lovelace', 'ada@example.com'],
  ])('prints a line for %s that opens the portal of %s', async (route, name, email) => {
    const lines = program.curlLines();
    expect(lines).toHaveLength(4);
    const line = lines.find((one) => one.includes(` http://localhost:${ports.PORT}${route} `)) ?? '';

    const page = await (await fetch(await portalUrl(line))).text();

    expect(page).toContain(`Billing of ${name}`);
    expect(page).toContain(await customerId(email));
  });

  it('sends in these lines what the published samples send', () => {
    const [portal = '', withKey = '', organization = '', billingPortal = ''] = program.curlLines();
    for (const line of [portal, withKey]) {
      expect(line).toMatch(
        / -H 'Content-Type: application\/json' -d '\{"returnUrl":"https:\/\/yourapp\.com\/settings\/billing"\}'$/,
      );
    }
    expect(organization).toMatch(/ -H 'Accept: application\/json'$/);
    expect(organization).not.toMatch(/Content-Type| -d /);
    expect(billingPortal).toMatch(/ -H 'Authorization: Bearer llmgen_\w{36}'$/);
  });

  it('keeps its log to what is wrong', async () => {
    await paste(program.curlLines()[0] ?? '');
    expect(program.output().trimEnd()).toMatch(/Ready\. Ctrl-C stops it\.$/);
    expect(program.output()).not.toContain('"msg"');
  });

  it('writes its credentials where this user alone can read them', () => {
    for (const file of ['sandbox.env', 'sandbox.json', 'stand-in.json']) {
      expect([file, statSync(join(folder, 'data', file)).mode & 0o777]).toEqual([file, 0o600]);
    }
  });

  it('writes them for a shell to source, from any folder, marked as sandbox credentials', async () => {
    const file = envFile(folder);
    const printed = await paste(
      `. ${file} && printf '%s\\n' "$USER_TOKEN" "$API_KEY" "$MEMBER_TOKEN" && env`,
    );
    const { USER_TOKEN, API_KEY, MEMBER_TOKEN, DATABASE_URL } = credentialsIn(folder);
    expect(printed.split('\n').slice(0, 3)).toEqual([USER_TOKEN, API_KEY, MEMBER_TOKEN]);
    expect(DATABASE_URL).toBe(`sqlite:${join(folder, 'data/sandbox.db')}`);
    expect(printed).toContain(`\nDATABASE_URL=${DATABASE_URL}\n`);
    expect(printed).toContain(`\nSTRIPE_API_BASE=http://127.0.0.1:${ports.STAND_IN_PORT}\n`);
    expect(await paste(`head -1 ${file}`)).toMatch(/^# SANDBOX CREDENTIALS/);
    expect(namesIn(folder).slice(0, 3)).toEqual(['USER_TOKEN', 'API_KEY', 'MEMBER_TOKEN']);
  });

  async function customerId(email: string): Promise<string> {
    const { STRIPE_API_BASE, STRIPE_SECRET_KEY } = credentialsIn(folder);
    const response = await fetch(`${STRIPE_API_BASE}/v1/customers?email=${encodeURIComponent(email)}`, {
      headers: { Authorization: `Bearer ${STRIPE_SECRET_KEY}` },
    });
    const { data }: { data: { id: string }[] } = JSON.parse(await response.text());
    expect(data).toHaveLength(1);
    return data[0]?.id ?? 'none';
  }
});
