import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, tokenOf } from '../../harness/service.ts';

await forEachService('revokeApiKey › 204', (service) => {
  it('the key is refused from now on, and revoking it again changes nothing', async () => {
    const user = newUser();
    const token = await tokenOf(user);
    await service().givenAccount({ type: 'user', id: user });
    const { body } = await service().post('/api/v1/api-keys', { token, json: { name: 'a' } });
    expect((await service().post('/api/billing-portal', { token: body.key })).status).toBe(200);
    for (const _ of ['once', 'again']) {
      const reply = await service().request('DELETE', `/api/v1/api-keys/${body.id}`, { token });
      expect({ status: reply.status, text: reply.text }).toEqual({ status: 204, text: '' });
      expect((await service().post('/api/billing-portal', { token: body.key })).status).toBe(401);
    }
  });
});
