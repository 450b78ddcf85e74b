import { beforeAll, expect, it } from 'vitest';
import { hashApiKey } from '../../src/auth/apiKeyFormat.ts';
import type { Store } from '../../src/store/connection.ts';
import { forEachDatabase } from '../store/databases.ts';
import { factsOf, fresh, keyOf } from '../store/facts.ts';
import { cli, type Outcome } from './cli.ts';

await forEachDatabase((_kind, open, url) => {
  let store: Store;
  beforeAll(() => {
    store = open();
  });

  const keys = (...args: string[]) => cli(['keys', ...args], { env: { DATABASE_URL: url() } });
  const create = (user: string, ...args: string[]) =>
    keys('create', '--user', user, '--name', 'CRM', ...args);

  it('makes a key that works, and prints it once', async () => {
    const user = fresh('u');
    await store.billingAccounts.link(factsOf({ type: 'user', id: user }));
    const created = await create(user, '--json');
    expect(created).toMatchObject({ status: 0, stderr: '' });
    const issued = json(created);
    expect(issued).toEqual({
      id: expect.any(String),
      key: expect.stringMatching(/^llmgen_[0-9A-Za-z]{36}$/),
      preview: expect.stringMatching(/^llmgen_.{4}….{4}$/),
      userId: user,
      name: 'CRM',
      scopes: ['portal:create'],
      returnOrigins: null,
      portalProfile: null,
      createdAt: expect.any(String),
      expiresAt: null,
    });
    expect(await store.apiKeys.findByHash(hashApiKey(issued.key))).toMatchObject({
      id: issued.id,
      userId: user,
    });

    const listed = await keys('list', '--user', user, '--json');
    expect(listed).toMatchObject({ status: 0, stderr: '' });
    const { key, ...rest } = issued;
    expect(json(listed)).toEqual([
      { ...rest, status: 'active', revokedAt: null, lastUsedAt: null, replacedBy: null },
    ]);
    expect(listed.stdout).not.toContain(key);
    expect(listed.stdout).not.toContain(hashApiKey(key));
  });

  it('narrows a key to origins and a time', async () => {
    const created = await create(
      fresh('u'),
      ...[
        '--origin',
        'https://a.example',
        '--origin',
        'http://localhost:5173',
        '--origin',
        'https://a.example',
      ],
      ...['--scope', 'portal:create', '--expires', '2999-01-01T00:00:00+01:00', '--json'],
    );
    expect(json(created)).toMatchObject({
      returnOrigins: ['https://a.example', 'http://localhost:5173'],
      scopes: ['portal:create'],
      expiresAt: '2998-12-31T23:00:00.000Z',
    });
  });

  it('gives a key a portal profile, says that it is not applied yet, and keeps it by a rotation', async () => {
    const user = fresh('u');
    await store.billingAccounts.link(factsOf({ type: 'user', id: user }));
    await store.portalConfigurations.save({
      profile: 'annual',
      livemode: true,
      configurationId: 'bpc_1',
      hash: 'a hash',
      appliedAt: '2026-01-01T00:00:00.000Z',
    });
    const applied = await create(user, '--portal-profile', 'annual', '--json');
    expect(applied).toMatchObject({ status: 0, stderr: '' });
    expect(json(applied)).toMatchObject({ portalProfile: 'annual' });
    expect(await create(user, '--portal-profile', 'default')).toMatchObject({ status: 0, stderr: '' });
    expect(await create(user, '--portal-profile', 'missing')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^portal profile +missing$/m),
      stderr: expect.stringMatching(/^Note: the portal profile missing is not applied .*portal-config apply/),
    });
    expect((await create(user)).stdout).toMatch(/^portal profile +default$/m);

    const rotated = await keys('rotate', json(applied).id, '--json');
    expect(json(rotated)).toMatchObject({ portalProfile: 'annual' });
    const given = ['annual', 'default', 'missing', null, 'annual'];
    const listed: { portalProfile: string | null }[] = json(await keys('list', '--user', user, '--json'));
    expect(listed.map(({ portalProfile }) => portalProfile)).toEqual(given);
    const { stdout } = await keys('list', '--user', user);
    const lastCells = stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(/ +/).at(-1));
    expect(lastCells).toEqual(given.map((profile) => profile ?? '-'));
  });

  it.each(['Annual', '1st', 'a b', '', 'x'.repeat(41), 'annual\n'])(
    'refuses %j, which is no name of a profile',
    async (profile) => {
      expect(await create(fresh('u'), '--portal-profile', profile)).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringContaining('must be a name of at most 40 lower-case letters'),
      });
    },
  );

  it('tells a person the key and what it is for, and whether it opens anything yet', async () => {
    const created = await create(fresh('u'), '--expires', '90d');
    expect(created.status).toBe(0);
    expect(created.stdout).toMatch(/^llmgen_[0-9A-Za-z]{36}$/m);
    expect(created.stdout).toMatch(/^name +CRM$/m);
    expect(created.stderr).toContain('has no billing account');
  });

  it('refuses the eleventh active key, and says what to do', async () => {
    const user = fresh('u');
    for (let count = 0; count < 10; count++) await store.apiKeys.insert(keyOf(user));
    expect(await create(user, '--json')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/has ten active keys already.*revoke/),
    });
    expect(await store.apiKeys.list(user)).toHaveLength(10);
  });

  it('lists the keys of a user for a person, with what became of each', async () => {
    const user = fresh('u');
    const times = { revoked: '2026-01-01T00:00:01.000Z', expired: '2026-01-01T00:00:02.000Z' };
    await store.apiKeys.insert(keyOf(user, { name: 'one', createdAt: times.revoked }));
    const [one] = await store.apiKeys.list(user);
    await store.apiKeys.revoke(one?.id ?? '');
    await store.apiKeys.insert(
      keyOf(user, { name: 'two', createdAt: times.expired, expiresAt: times.expired }),
    );
    const { status, stdout } = await keys('list', '--user', user);
    expect(status).toBe(0);
    expect(stdout.split('\n').map((line) => / (one|two) +\S+ +(\w+)/.exec(line)?.slice(1))).toEqual([
      undefined,
      ['one', 'revoked'],
      ['two', 'expired'],
      undefined,
    ]);
    expect(await keys('list', '--user', fresh('u'))).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('has no API keys'),
    });
  });

  it('revokes a key by its id, or by the key itself, and keeps the time of the first', async () => {
    const user = fresh('u');
    const [byId, byKey] = [json(await create(user, '--json')), json(await create(user, '--json'))];
    const first = await keys('revoke', byId.id, '--json');
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(json(first)).toEqual({ id: byId.id, userId: user, name: 'CRM', revokedAt: expect.any(String) });
    expect(json(await keys('revoke', byId.id, '--json'))).toEqual(json(first));
    expect(await store.apiKeys.find(byKey.id)).toMatchObject({ revokedAt: null });
    const second = await keys('revoke', byKey.key);
    expect(second).toMatchObject({ status: 0, stdout: expect.stringContaining(byKey.id) });
    expect(second.stdout + second.stderr).not.toContain(byKey.key);
    expect(await store.apiKeys.find(byKey.id)).toMatchObject({ revokedAt: expect.any(String) });
  });

  it('knows no other key', async () => {
    for (const [command, id] of [
      ['revoke', 'nonsense'],
      ['rotate', 'nonsense'],
      ['revoke', `llmgen_${'x'.repeat(36)}`],
    ] as const) {
      const outcome = await keys(command, id, '--json');
      expect(outcome).toMatchObject({ status: 1, stdout: '' });
      expect(outcome.stderr).toMatch(/There is no key with this id|This key is not in the store/);
    }
  });

  it('rotates a key, the old one good for the overlap', async () => {
    const user = fresh('u');
    const old = json(await create(user, '--origin', 'https://a.example', '--json'));
    const rotated = await keys('rotate', old.id, '--overlap', '1h', '--json');
    expect(rotated.status).toBe(0);
    const issued = json(rotated);
    expect(issued).toMatchObject({
      userId: user,
      name: 'CRM',
      returnOrigins: ['https://a.example'],
      replaces: { id: old.id, expiresAt: expect.any(String) },
    });
    expect(issued.key).not.toBe(old.key);
    const minutes = (Date.parse(issued.replaces.expiresAt) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(58);
    expect(minutes).toBeLessThanOrEqual(60);
    const statuses = json(await keys('list', '--user', user, '--json')).map(
      ({ status }: { status: string }) => status,
    );
    expect(statuses).toEqual(['replaced', 'active']);
    expect(await keys('rotate', old.id)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('replaced already'),
    });
  });

  it('rotates for a day by default, and at once with 0', async () => {
    const old = json(await create(fresh('u'), '--json'));
    const first = json(await keys('rotate', old.id, '--json'));
    expect((Date.parse(first.replaces.expiresAt) - Date.now()) / 3_600_000).toBeCloseTo(24, 1);
    const second = json(await keys('rotate', first.id, '--overlap', '0', '--json'));
    expect(Date.parse(second.replaces.expiresAt)).toBeLessThanOrEqual(Date.now());
  });
});

// A JSON body of any shape: tests look at it by `expect`.
// biome-ignore lint/suspicious/noExplicitAny: see above
function json({ stdout }: Outcome): any {
  return JSON.parse(stdout);
}
