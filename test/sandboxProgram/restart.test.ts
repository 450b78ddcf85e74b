import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { demoCredentials } from '../../src/sandbox/demoOwners.ts';
import {
  credentialsIn,
  envFile,
  freePorts,
  newFolder,
  occupy,
  type Program,
  portalUrl,
  startProgram,
} from './program.ts';

/** Runs the sandbox once in a folder, and gives what it left behind. */
async function runOnce(folder: string, env: Record<string, string>) {
  const program = await startProgram(folder, env);
  const curlLines = program.curlLines();
  const link = await portalUrl(curlLines[0] ?? '');
  await program.stop('SIGTERM');
  return { curlLines, link, credentials: credentialsIn(folder), text: readFileSync(envFile(folder), 'utf8') };
}

async function portalPages(program: Program): Promise<string[]> {
  return Promise.all(
    program.curlLines().map(async (line) => {
      const page = await (await fetch(await portalUrl(line))).text();
      return /<h1>Billing of (.*)<\/h1>/.exec(page)?.[1] ?? page;
    }),
  );
}

const owners = ['Ada Lovelace', 'Ada Lovelace', 'Analytical Engines', 'Ada Lovelace'];

describe('a second start', () => {
  const folder = newFolder();
  let ports: Record<string, string>;
  let first: Awaited<ReturnType<typeof runOnce>>;
  let program: Program;
  beforeAll(async () => {
    ports = await freePorts();
    first = await runOnce(folder, ports);
    program = await startProgram(folder, ports);
  });

  it('keeps every credential', () => {
    expect(readFileSync(envFile(folder), 'utf8')).toBe(first.text);
    expect(program.curlLines()).toEqual(first.curlLines);
  });

  it('keeps links to portals alive', async () => {
    const response = await fetch(first.link);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Billing of Ada Lovelace');
  });

  it('makes no owner twice', async () => {
    const { STRIPE_API_BASE, STRIPE_SECRET_KEY } = credentialsIn(folder);
    const response = await fetch(`${STRIPE_API_BASE}/v1/customers?limit=100`, {
      headers: { Authorization: `Bearer ${STRIPE_SECRET_KEY}` },
    });
    const { data }: { data: { name: string }[] } = JSON.parse(await response.text());
    const names = data.map(({ name }) => name);
    expect(names).toContain('Ada Lovelace');
    expect(names).toEqual([...new Set(names)]);
  });

  it('works after `source data/sandbox.env`, which names its own stand-in and key', async () => {
    await program.stop('SIGTERM');
    const again = await startProgram(folder, { ...credentialsIn(folder), ...ports });
    expect(await portalPages(again)).toEqual(owners);
    await again.stop('SIGTERM');
  });
});

describe('the stand-in', () => {
  it('goes to the next port where its own is taken, and stays there', async () => {
    const folder = newFolder();
    const ports = await freePorts();
    const release = await occupy(ports.STAND_IN_PORT);
    const { credentials } = await runOnce(folder, ports).finally(release);
    const port = Number(new URL(credentials.STRIPE_API_BASE ?? '').port);
    expect(port).toBeGreaterThan(Number(ports.STAND_IN_PORT));

    const program = await startProgram(folder, ports);
    expect(credentialsIn(folder).STRIPE_API_BASE).toBe(`http://127.0.0.1:${port}`);
    expect(await portalPages(program)).toEqual(owners);
  });
});

describe('what was deleted between two starts is made again', () => {
  const folder = newFolder();
  let ports: Record<string, string>;
  beforeAll(async () => {
    ports = await freePorts();
  });

  // A token issued again within the same second is the same token, so some may change and need not.
  it.each([
    ['the store', ['sandbox.db', 'sandbox.db-wal', 'sandbox.db-shm'], { must: ['key'], may: ['key'] }],
    ["the stand-in's state", ['stand-in.json'], { must: [], may: [] }],
    ['the credentials', ['sandbox.env'], { must: ['key'], may: ['key', 'token'] }],
    ["the sandbox's secrets", ['sandbox.json'], { must: ['token'], may: ['token'] }],
    [
      'the store and the credentials',
      ['sandbox.db', 'sandbox.env'],
      { must: ['key'], may: ['key', 'token'] },
    ],
  ])('%s', async (_, files, { must, may }) => {
    const before = await runOnce(folder, ports);
    for (const file of files) rmSync(join(folder, 'data', file), { force: true });

    const program = await startProgram(folder, ports);

    expect(await portalPages(program)).toEqual(owners);
    const after = credentialsIn(folder);
    const names = (kinds: readonly string[]) =>
      demoCredentials.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
    const changed = Object.keys(after).filter((name) => after[name] !== before.credentials[name]);
    expect(changed).toEqual(expect.arrayContaining(names(must)));
    expect(names(may)).toEqual(expect.arrayContaining(changed));
    await program.stop('SIGTERM');
  });
});

describe('access tokens', () => {
  const folder = newFolder();

  it.each([
    ['has expired', -60],
    ['has less than half of its time left', 5 * 3600],
  ])('one that %s is renewed, alone', async (_, secondsLeft) => {
    const ports = await freePorts();
    const { credentials, text } = await runOnce(folder, ports);
    const { jwtSecret } = JSON.parse(readFileSync(join(folder, 'data/sandbox.json'), 'utf8'));
    const exp = Math.floor(Date.now() / 1000) + secondsLeft;
    const old = await new SignJWT({ sub: 'ada', email: 'ada@example.com', iat: exp - 12 * 3600, exp })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(jwtSecret));
    writeFileSync(envFile(folder), text.replace(/^USER_TOKEN=.*$/m, `USER_TOKEN=${old}`));

    const program = await startProgram(folder, ports);

    const { USER_TOKEN: renewed, ...others } = credentialsIn(folder);
    expect(renewed).not.toBe(old);
    const { USER_TOKEN: _before, ...before } = credentials;
    expect(others).toEqual(before);
    expect(program.curlLines()[0]).toContain(renewed);
    expect(await portalPages(program)).toEqual(owners);
    await program.stop('SIGTERM');
  });
});
