import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createKeeper, type Keeper, renewRegularly } from '../../src/sandbox/credentials/keeper.ts';
import { demoCredentials } from '../../src/sandbox/demoOwners.ts';
import { recall } from '../../src/sandbox/memory.ts';
import { loadSandboxConfig } from '../../src/sandbox/sandboxConfig.ts';
import { openStore, type Store } from '../../src/store/connection.ts';
import { createDatabase, type TestDatabase } from '../store/databases.ts';
import { credentialsIn, envFile, newFolder } from './program.ts';

const hour = 3_600_000;
const start = Date.UTC(2030, 0, 1);

describe('credentials while the sandbox runs', () => {
  let database: TestDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await createDatabase('sqlite');
    store = openStore(database.url);
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  async function keeperAt(clock: { time: number }, folder = newFolder()): Promise<Keeper> {
    const memory = await recall(join(folder, 'none'));
    return createKeeper({
      ...loadSandboxConfig({}, memory),
      file: envFile(folder),
      store,
      now: () => new Date(clock.time),
    });
  }

  const tokens = demoCredentials.filter(({ kind }) => kind === 'token').map(({ name }) => name);
  const changesOf = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) =>
    Object.keys(after).filter((name) => after[name] !== before[name]);

  it('stay while half of their time is left, and no longer', async () => {
    const clock = { time: start };
    const keeper = await keeperAt(clock);
    const first = await keeper.renew();
    clock.time += 6 * hour - 1000;
    expect(changesOf(first, await keeper.renew())).toEqual([]);
    clock.time += 1000;
    expect(changesOf(first, await keeper.renew())).toEqual(tokens.filter((name) => name !== 'TOKEN_EXPIRED'));
  });

  it('are renewed where somebody revoked a key, that one alone', async () => {
    const keeper = await keeperAt({ time: start });
    const first = await keeper.renew();
    const [key] = (await store.apiKeys.list('ada')).filter(
      ({ name, revokedAt }) => name === 'Sandbox API_KEY' && revokedAt === null,
    );
    expect(await store.apiKeys.revoke(key?.id ?? '')).toBe(true);
    expect(changesOf(first, await keeper.renew())).toEqual(['API_KEY']);
  });

  it('are issued again where the file was lost, however often: lost keys are revoked', async () => {
    const clock = { time: start };
    for (const _ of Array.from({ length: 12 })) {
      const keeper = await keeperAt(clock);
      const { API_KEY } = await keeper.renew();
      expect(API_KEY).toMatch(/^llmgen_/);
    }
    const active = (await store.apiKeys.list('ada')).filter(
      ({ revokedAt, expiresAt }) => !revokedAt && !expiresAt,
    );
    expect(active.map(({ name }) => name).sort()).toEqual([
      'Sandbox API_KEY',
      'Sandbox KEY_NO_SCOPE',
      'Sandbox KEY_OWN_ORIGINS',
    ]);
  });

  it('are looked after every ten minutes, until that is ended', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const clock = { time: start };
    const folder = newFolder();
    const keeper = await keeperAt(clock, folder);
    const first = await keeper.renew();
    let times = 0;
    const observed = {
      renew() {
        times++;
        return keeper.renew();
      },
    };
    const end = renewRegularly(observed, (error) => expect.unreachable(String(error)));
    clock.time += 7 * hour;
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    await end();
    expect(times).toBe(3);
    expect(changesOf(first, credentialsIn(folder))).toContain('USER_TOKEN');
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    expect(times).toBe(3);
  });

  it('are tried again after a renewal that failed', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const failures: unknown[] = [];
    let times = 0;
    const renew = async () => {
      times++;
      if (times === 1) throw new Error('disk full');
      return {};
    };
    const end = renewRegularly({ renew }, (error) => failures.push(error));
    await vi.advanceTimersByTimeAsync(20 * 60_000);
    await end();
    expect(failures).toEqual([new Error('disk full')]);
    expect(times).toBe(2);
  });
});
