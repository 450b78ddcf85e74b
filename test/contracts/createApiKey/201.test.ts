import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, tokenOf } from '../../harness/service.ts';
import { openRaw } from '../../store/databases.ts';
import { expectPortalOf } from '../shared/answers.ts';

const path = '/api/v1/api-keys';

await forEachService('createApiKey › 201', (service) => {
  it('the key opens the portal of the user who made it', async () => {
    const user = newUser();
    const customer = await service().givenAccount({ type: 'user', id: user });
    const reply = await service().post(path, {
      token: await tokenOf(user),
      json: { name: 'CRM integration' },
    });
    expect(reply).toMatchObject({ status: 201, body: { name: 'CRM integration', status: 'active' } });
    expect(reply.headers.get('cache-control')).toBe('no-store');
    await expectPortalOf(await service().post('/api/billing-portal', { token: reply.body.key }), customer);
  });

  it('with a name, an end and origins of its own', async () => {
    const token = await tokenOf(newUser());
    const json = {
      name: 'x'.repeat(100),
      scopes: ['portal:create'],
      returnOrigins: ['http://localhost:5173'],
      expiresAt: '2099-01-01T01:00:00+01:00',
    };
    const { status, body } = await service().post(path, { token, json });
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...json, expiresAt: '2099-01-01T00:00:00.000Z' });
  });

  it('repeated with the same idempotency key: one key, told twice; after two minutes without the key itself', async () => {
    const token = await tokenOf(newUser());
    const headers = { 'Idempotency-Key': randomUUID() };
    const send = () => service().post(path, { token, headers, json: { name: 'once' } });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    const database = openRaw(service().databaseUrl);
    expect(JSON.stringify(await database('idempotency').select())).not.toContain(first.body.key);
    await database('idempotency').update({ sealed_until: '2020-01-01T00:00:00.000Z' });
    await database.destroy();
    const { key: _, ...withoutKey } = first.body;
    expect((await send()).body).toEqual(withoutKey);
    expect((await service().get(path, { token })).body.data).toHaveLength(1);
  });
});
