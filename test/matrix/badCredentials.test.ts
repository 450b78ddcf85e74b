import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey, hashApiKey } from '../../src/auth/apiKeyFormat.ts';
import { badTokens, goodToken } from '../auth/badTokens.ts';
import { expectPortalOf } from '../contracts/shared/answers.ts';
import { allDoors, givenVisitor, organization as organizationDoor } from '../contracts/shared/doors.ts';
import { revoke, rotate } from '../contracts/shared/keys.ts';
import { expectUnauthorized } from '../contracts/shared/unauthorized.ts';
import { startService, type TestService } from '../harness/service.ts';
import { jwtSecret } from '../harness/tokens.ts';

const user = 'ada';
const organization = 'engines';
// Checked where configured, so that the faults of issuer and audience are in the table, too.
const issuer = { iss: 'https://id.example', aud: 'billing' };
const settings = {
  secret: jwtSecret,
  claims: { sub: user, orgId: organization, role: 'owner', ...issuer },
};
const tokenDoors = allDoors.filter(({ credential }) => credential === 'an access token');
const keyDoors = allDoors.filter(({ credential }) => credential === 'an API key');

let service: TestService;
let customers: { readonly user: string; readonly organization: string };
beforeAll(async () => {
  service = await startService({ env: { JWT_ISSUER: issuer.iss, JWT_AUDIENCE: issuer.aud } });
  await service.givenMember(user, organization, 'owner');
  customers = {
    user: await service.givenAccount({ type: 'user', id: user }),
    organization: await service.givenAccount({ type: 'organization', id: organization }),
  };
});
afterAll(() => service.close());

describe.each(tokenDoors)('on $path a bad access token opens no portal', (door) => {
  it.each(badTokens(settings))('$name', async ({ token }) => {
    expectUnauthorized(service, door, await service.post(door.path, { token }));
  });
});

describe('on the route for API keys no access token opens a portal', () => {
  const [door] = keyDoors.filter(({ operation }) => operation === 'openSubscriptionsPortalWithApiKey');
  it.each(badTokens(settings))('$name', async ({ token }) => {
    const reply = await service.post(door?.path ?? '', { token });
    expect(reply).toMatchObject({ status: 401, body: { error: { code: 'UNAUTHORIZED' } } });
    expect(reply.body.error.message).toMatch(/^Invalid or missing token\./);
    expect(service.portalSessions()).toBe(0);
  });
});

type BadKey = { readonly name: string; readonly make: (good: string) => string | Promise<string> };
const badKeys: readonly BadKey[] = [
  { name: 'unknown', make: () => createApiKey('llmgen_').key },
  { name: 'of another prefix', make: (good) => good.replace('llmgen_', 'llmgem_') },
  { name: 'of another product', make: () => createApiKey('other_').key },
  { name: 'without its prefix', make: (good) => good.slice('llmgen_'.length) },
  { name: 'its prefix in upper case', make: (good) => good.replace('llmgen_', 'LLMGEN_') },
  { name: 'the prefix alone', make: () => 'llmgen_' },
  { name: 'in upper case', make: (good) => good.toUpperCase() },
  { name: 'cut by a character', make: (good) => good.slice(0, -1) },
  { name: 'a character more', make: (good) => `${good}0` },
  { name: 'another checksum', make: (good) => good.slice(0, -6) + createApiKey('llmgen_').key.slice(-6) },
  { name: 'two characters changed places', make: (good) => swapped(good) },
  { name: 'doubled', make: (good) => good + good },
  { name: 'with a dot behind', make: (good) => `${good}.` },
  { name: 'with a wildcard', make: () => `llmgen_${'%'.repeat(36)}` },
  { name: 'in the form of a token', make: (good) => `${good}.${good}.${good}` },
  { name: 'in base64', make: (good) => btoa(good) },
  { name: 'the hash that is stored', make: (good) => hashApiKey(good) },
  { name: 'revoked', make: (good) => revoke(service, good).then(() => good) },
  { name: 'expired', make: () => service.givenKey({ userId: user, expiresAt: '2025-01-01T00:00:00Z' }) },
  { name: 'rotated away', make: (good) => rotate(service, good, 0).then(() => good) },
];

describe.each(keyDoors)('on $path a bad API key opens no portal', (door) => {
  it.each(badKeys)('$name', async ({ make }) => {
    const { token: good } = await givenVisitor(service, door);
    expectUnauthorized(service, door, await service.post(door.path, { token: await make(good) }));
  });
});

function swapped(key: string): string {
  const at = [...key].findIndex((character, index) => index > 7 && character !== key[index + 1]);
  return key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2);
}

// Last, because the tests above count that Stripe was never asked.
describe.each(allDoors)('on $path $credential that is good', (door) => {
  it('opens the portal', async () => {
    const token =
      door.credential === 'an API key' ? await service.givenKey({ userId: user }) : goodToken(settings);
    const customer = door === organizationDoor ? customers.organization : customers.user;
    await expectPortalOf(await service.post(door.path, { token }), customer);
  });
});
