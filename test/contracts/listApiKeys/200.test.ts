import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, tokenOf } from '../../harness/service.ts';

const path = '/api/v1/api-keys';

await forEachService('listApiKeys › 200', (service) => {
  it('nobody has a key who was given none', async () => {
    const reply = await service().get(path, { token: await tokenOf(newUser()) });
    expect(reply).toMatchObject({ status: 200, body: { data: [] } });
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });

  it("a user sees their own keys, oldest first, with a preview and never the key; others' not at all", async () => {
    const [user, other] = [newUser(), newUser()];
    const token = await tokenOf(user);
    const keys = [
      await service().givenKey({ userId: user, name: 'first' }),
      await service().givenKey({ userId: user }),
    ];
    await service().givenKey({ userId: other, name: 'theirs' });
    const { body, text } = await service().get(path, { token });
    expect(body.data.map(({ name }: { name: string }) => name)).toEqual(['first', 'test']);
    expect(body.data[0]).toEqual({
      id: expect.any(String),
      name: 'first',
      preview: expect.stringMatching(/^llmgen_\w{4}…\w{4}$/),
      scopes: ['portal:create'],
      returnOrigins: null,
      createdAt: expect.any(String),
      expiresAt: null,
      lastUsedAt: null,
      status: 'active',
    });
    for (const key of keys) expect(text).not.toContain(key);
  });

  it('a key that was used says when; one that is revoked, expired or rotated says so', async () => {
    const user = newUser();
    const token = await tokenOf(user);
    await service().givenAccount({ type: 'user', id: user });
    const used = await service().givenKey({ userId: user, name: 'used' });
    await service().givenKey({ userId: user, name: 'expired', expiresAt: '2026-01-01T00:00:00.000Z' });
    await service().givenKey({ userId: user, name: 'revoked' });
    await service().givenKey({ userId: user, name: 'rotated' });
    const idOf = async (name: string) => {
      const { body } = await service().get(path, { token });
      return body.data.find((key: { name: string }) => key.name === name).id;
    };
    expect((await service().post('/api/billing-portal', { token: used })).status).toBe(200);
    await service().request('DELETE', `${path}/${await idOf('revoked')}`, { token });
    await service().post(`${path}/${await idOf('rotated')}/rotate`, { token });
    await expect
      .poll(async () => (await service().get(path, { token })).body.data[0].lastUsedAt)
      .toMatch(/^\d{4}-\d\d-\d\dT/);
    const { body } = await service().get(path, { token });
    const statuses = body.data.map(
      ({ name, status }: { name: string; status: string }) => `${name} ${status}`,
    );
    expect(statuses.sort()).toEqual([
      'expired expired',
      'revoked revoked',
      'rotated active',
      'rotated rotating',
      'used active',
    ]);
  });
});
