import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, startService, type TestService, tokenOf } from '../harness/service.ts';

/** What exists and is not the caller's, and what does not exist, must not be told apart. */
describe('byte for byte the same answer, but for the request id, the time and what is left of the limit,', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service.close());

  /** The answer as it came, without the lines that tell of this request and not of what it asked for. */
  async function answer(path: string, token: string): Promise<string> {
    const bytes = await service.exchange(
      `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    );
    return bytes.replace(/^(Date|X-Request-Id|RateLimit): .*$/gm, '$1: …');
  }

  /** An organization that has members, a billing account, and no member of this test. */
  async function foreignOrganization(): Promise<string> {
    const id = `o-${newUser()}`;
    await service.givenMember(newUser(), id, 'owner');
    await service.givenAccount({ type: 'organization', id });
    return id;
  }

  it.each([
    { name: 'a member of another one', memberOf: ['o-own'] },
    { name: 'a member of two others', memberOf: ['o-own', 'o-second'] },
    { name: 'a member of none', memberOf: [] },
  ])('for a foreign organization and an unknown one: $name', async ({ memberOf }) => {
    const user = newUser();
    await service.store.directory.importLines([{ line: 1, type: 'user', id: user }]);
    for (const organization of memberOf) await service.givenMember(user, organization, 'owner');
    const ask = async (orgId: string) =>
      answer('/subscriptions/portal', await tokenOf(user, { orgId, role: 'owner' }));
    const foreign = await ask(await foreignOrganization());
    expect(foreign).toMatch(/^HTTP\/1.1 404 Not Found\r\n/);
    expect(foreign).toContain('"error_code":"ORG_NOT_FOUND"');
    expect(foreign).toBe(await ask('o-unknown'));
  });

  it('for an unknown user, whether the organization exists or not', async () => {
    const ask = async (orgId: string) => answer('/subscriptions/portal', await tokenOf(newUser(), { orgId }));
    const existing = await ask(await foreignOrganization());
    expect(existing).toContain('"error_code":"USER_NOT_FOUND"');
    expect(existing).toBe(await ask('o-unknown'));
  });

  it.each(['/api/v1/subscriptions/portal', '/api/billing-portal'])(
    'for whoever has no customer, one that was deleted, or one that Stripe does not know: %s',
    async (path) => {
      const [none, deleted, unknown, known] = [newUser(), newUser(), newUser(), newUser()];
      const customer = await service.givenAccount({ type: 'user', id: deleted });
      await service.store.billingAccounts.markDeleted(customer, new Date().toISOString(), 'test');
      service.standIn.data.customers.delete(await service.givenAccount({ type: 'user', id: unknown }));
      await service.store.directory.importLines([{ line: 1, type: 'user', id: known }]);
      const first = await answer(path, await tokenOf(none));
      expect(first).toMatch(/^HTTP\/1.1 40[04] /);
      for (const user of [deleted, unknown, known])
        expect(await answer(path, await tokenOf(user))).toBe(first);
    },
  );

  it.each(['/api/v1/subscriptions/portal/api', '/api/billing-portal'])(
    'for an API key that is unknown, revoked or expired: %s',
    async (path) => {
      const user = newUser();
      const revoked = await service.givenKey({ userId: user });
      await service.store.apiKeys.revokeAllOf(user);
      const expired = await service.givenKey({ userId: user, expiresAt: '2025-01-01T00:00:00.000Z' });
      const cut = await answer(path, revoked.slice(0, -1));
      expect(cut).toMatch(/^HTTP\/1.1 401 Unauthorized\r\n/);
      for (const key of [revoked, expired]) expect(await answer(path, key)).toBe(cut);
    },
  );
});
