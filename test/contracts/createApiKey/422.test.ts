import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, tokenOf } from '../../harness/service.ts';
import { expectError } from '../shared/answers.ts';
import { createApiKey } from '../shared/routes.ts';

await forEachService('createApiKey › 422', (service) => {
  it('the same idempotency key with another request', async () => {
    const token = await tokenOf(newUser());
    const headers = { 'Idempotency-Key': randomUUID() };
    const send = (json: object) => service().post(createApiKey.path, { token, headers, json });
    expect((await send({ name: 'b' })).status).toBe(201);
    expectError(service(), createApiKey, await send({ name: 'c' }), {
      status: 422,
      code: 'IDEMPOTENCY_KEY_REUSE',
      message: 'This Idempotency-Key was already used with another request. Use a new key for a new request.',
    });
  });
});
