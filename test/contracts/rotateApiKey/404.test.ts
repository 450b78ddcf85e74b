import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, tokenOf } from '../../harness/service.ts';
import { expectError } from '../shared/answers.ts';
import { rotateApiKey as route } from '../shared/routes.ts';

await forEachService('rotateApiKey › 404', (service) => {
  const noKey = { status: 404, code: 'NOT_FOUND', message: 'No active API key with this id.' };

  it.each(['6f1c0a52-7a5e-4d0f-9d5b-5a3f0d9b2c11', 'x', '%00', "'%20or%201=1--"])(
    'the unknown id %s',
    async (id) => {
      const token = await tokenOf(newUser());
      const reply = await service().request('POST', `/api/v1/api-keys/${id}/rotate`, { token });
      expectError(service(), route, reply, noKey);
    },
  );

  it("somebody else's key, which stays as it is", async () => {
    const [owner, stranger] = [await tokenOf(newUser()), await tokenOf(newUser())];
    const { body } = await service().post('/api/v1/api-keys', { token: owner, json: { name: 'a' } });
    const reply = await service().request('POST', `/api/v1/api-keys/${body.id}/rotate`, { token: stranger });
    expectError(service(), route, reply, noKey);
    const { data } = (await service().get('/api/v1/api-keys', { token: owner })).body;
    expect(data).toMatchObject([{ id: body.id, status: 'active' }]);
  });
});
