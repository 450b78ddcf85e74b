import { expect, it } from 'vitest';
import { createApiKeyIssuer } from '../../src/billing/apiKeys.ts';

const start = Date.parse('2026-01-02T03:04:05.000Z');

/** An issuer with a clock that stands still, and what it wrote. */
function setUp({ rotates = true } = {}) {
  const inserted: object[] = [];
  const rotated: { oldId: string; key: object; oldExpiresAt: string }[] = [];
  let made = 0;
  const issuer = createApiKeyIssuer({
    createKey: () => {
      made += 1;
      return { key: `text${made}`, hash: `hash${made}`, preview: `preview${made}` };
    },
    records: {
      insert: async (key) => void inserted.push(key),
      rotate: async (oldId, key, oldExpiresAt) => {
        rotated.push({ oldId, key, oldExpiresAt });
        return rotates;
      },
    },
    now: () => new Date(start),
  });
  return { issuer, inserted, rotated };
}

it('a key may open portals, everywhere and without end, unless it is asked for otherwise', async () => {
  const { issuer, inserted } = setUp();
  const { key, id, ...issued } = await issuer.issue({ userId: 'u1', name: 'CRM' });
  expect(key).toBe('text1');
  expect(issued).toEqual({
    userId: 'u1',
    name: 'CRM',
    preview: 'preview1',
    scopes: ['portal:create'],
    returnOrigins: null,
    portalProfile: null,
    createdAt: '2026-01-02T03:04:05.000Z',
    expiresAt: null,
  });
  expect(inserted).toEqual([{ ...issued, id, hash: 'hash1' }]);
});

it('a key is as it was asked for', async () => {
  const { issuer } = setUp();
  const request = {
    userId: 'u1',
    name: 'CRM',
    scopes: [],
    returnOrigins: ['https://a.example'],
    portalProfile: 'annual',
    expiresAt: '2027-01-01T00:00:00.000Z',
  };
  expect(await issuer.issue(request)).toMatchObject(request);
});

it('the text of a key is never written', async () => {
  const { issuer, inserted, rotated } = setUp();
  const old = await issuer.issue({ userId: 'u1', name: 'CRM' });
  await issuer.rotate(old, 60);
  expect(JSON.stringify([inserted, rotated])).not.toContain('text');
});

it('a new key takes over name, scopes, origins, portal profile and end; the old one stays good for the time given', async () => {
  const { issuer, rotated } = setUp();
  const facts = {
    scopes: ['a'],
    returnOrigins: ['https://a.example'],
    portalProfile: 'annual',
    expiresAt: '2027-01-01T00:00:00.000Z',
  };
  const old = await issuer.issue({ userId: 'u1', name: 'CRM', ...facts });
  const next = await issuer.rotate(old, 3_600);
  expect(next).toMatchObject({ key: 'text2', preview: 'preview2', userId: 'u1', name: 'CRM', ...facts });
  expect(next?.id).not.toBe(old.id);
  expect(rotated).toMatchObject([
    { oldId: old.id, key: { hash: 'hash2' }, oldExpiresAt: '2026-01-02T04:04:05.000Z' },
  ]);
});

it('a key that is not active any more has no successor', async () => {
  const { issuer } = setUp({ rotates: false });
  const old = await issuer.issue({ userId: 'u1', name: 'CRM' });
  expect(await issuer.rotate(old, 0)).toBeUndefined();
});
