import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, tokenOf } from '../../harness/service.ts';

await forEachService('rotateApiKey › 201', (service) => {
  const opens = async (key: string) => (await service().post('/api/billing-portal', { token: key })).status;

  it('the new key has the old one’s name, scopes, origins and end; both are good for the overlap', async () => {
    const user = newUser();
    const token = await tokenOf(user);
    await service().givenAccount({ type: 'user', id: user });
    const json = { name: 'a', returnOrigins: ['https://yourapp.com'], expiresAt: '2099-01-01T00:00:00.000Z' };
    const { body: old } = await service().post('/api/v1/api-keys', { token, json });
    const reply = await service().post(`/api/v1/api-keys/${old.id}/rotate`, {
      token,
      json: { overlapSeconds: 3_600 },
    });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ ...json, status: 'active' });
    expect(reply.body.id).not.toBe(old.id);
    expect([await opens(old.key), await opens(reply.body.key)]).toEqual([200, 200]);
    const { data } = (await service().get('/api/v1/api-keys', { token })).body;
    const [first] = data;
    expect(first).toMatchObject({ id: old.id, status: 'rotating' });
    const overlap = Date.parse(first.expiresAt) - Date.parse(reply.body.createdAt);
    expect(Math.abs(overlap - 3_600_000)).toBeLessThan(5_000);
  });

  it('without an overlap the old key ends at once', async () => {
    const user = newUser();
    const token = await tokenOf(user);
    await service().givenAccount({ type: 'user', id: user });
    const { body: old } = await service().post('/api/v1/api-keys', { token, json: { name: 'a' } });
    const { body } = await service().post(`/api/v1/api-keys/${old.id}/rotate`, {
      token,
      json: { overlapSeconds: 0 },
    });
    expect([await opens(old.key), await opens(body.key)]).toEqual([401, 200]);
  });
});
