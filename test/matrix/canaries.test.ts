import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatabaseKind, postgresAvailable } from '../store/databases.ts';
import { type Found, goThroughFaults } from './canaryFaults.ts';
import { type CanaryWorld, startCanaryWorld } from './canaryWorld.ts';

const skipPostgres = process.env.REQUIRE_SERVICES !== '1' && !(await postgresAvailable());
const worlds = new Map<DatabaseKind, { readonly world: CanaryWorld; readonly found: Found }>();

beforeAll(async () => {
  // Both at once, since most of it is waiting for Stripe.
  const kinds: readonly DatabaseKind[] = skipPostgres ? ['sqlite'] : ['sqlite', 'postgres'];
  await Promise.all(
    kinds.map(async (kind) => {
      const world = await startCanaryWorld(kind);
      worlds.set(kind, { world, found: await goThroughFaults(world) });
    }),
  );
});
afterAll(() => Promise.all([...worlds.values()].map(({ world }) => world.close())));

describe.each([
  { name: 'SQLite', kind: 'sqlite', skip: false },
  { name: 'PostgreSQL', kind: 'postgres', skip: skipPostgres },
] as const)('through every fault, on $name,', ({ kind, skip }) => {
  const left = () => {
    const gone = worlds.get(kind);
    if (gone === undefined) throw new Error('not gone through');
    return gone;
  };
  const secretNames = [
    'stripeKey',
    'webhookSecret',
    'jwtSecret',
    'redisPassword',
    'databasePassword',
    'encryptionKey',
    'email',
    'apiKey',
    'access token: claims',
    'access token: signature',
  ];

  it.skipIf(skip)('every secret is looked for', () => {
    const { world } = left();
    expect(Object.keys(world.secrets).sort()).toEqual(secretNames.toSorted());
    for (const secret of Object.values(world.secrets)) expect(secret.length).toBeGreaterThan(20);
  });

  describe.each(secretNames)('%s', (name) => {
    it.skipIf(skip).each(['log', 'errors', 'metrics', 'database'] as const)('is not in the %s', (place) => {
      const { world, found } = left();
      expect(found[place].includes(world.secrets[name] ?? '')).toBe(false);
    });
  });

  it.skipIf(skip).each(['log', 'errors', 'metrics', 'database'] as const)(
    'no portal URL is in the %s',
    (place) => {
      const { found } = left();
      expect(found.portals.length).toBeGreaterThan(20);
      for (const portal of found.portals) expect(found[place].includes(portal)).toBe(false);
    },
  );

  it.skipIf(skip)('and yet the log has a line for each request, and every fault', () => {
    const { found } = left();
    const lines = found.log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.filter(({ msg }) => msg === 'request').length).toBeGreaterThanOrEqual(found.requests);
    const outcomes = lines.flatMap(({ stripe }) => stripe?.outcome ?? []);
    expect([...new Set(outcomes)].sort()).toEqual([
      'bad_request',
      'bad_response',
      'connection',
      'key_refused',
      'portal_not_configured',
      'rate_limited',
      'server_error',
      'timeout',
    ]);
    for (const code of ['SERVICE_UNAVAILABLE', 'INTERNAL_ERROR', 'UNAUTHORIZED', 'VALIDATION_FAILED']) {
      expect(lines.some((line) => line.code === code)).toBe(true);
    }
  });
});
