import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, tokenOf } from '../../harness/service.ts';
import { openRaw } from '../../store/databases.ts';
import { expectError } from '../shared/answers.ts';
import { createApiKey } from '../shared/routes.ts';

await forEachService('createApiKey › 409', (service) => {
  it('the first request is not answered yet', async () => {
    const token = await tokenOf(newUser());
    const headers = { 'Idempotency-Key': randomUUID() };
    const send = () => service().post(createApiKey.path, { token, headers, json: { name: 'b' } });
    expect((await send()).status).toBe(201);
    // As it stands in the database between the beginning of a request and its answer.
    const database = openRaw(service().databaseUrl);
    const locked_until = new Date(Date.now() + 30_000).toISOString();
    await database('idempotency').update({ answer: null, sealed: null, sealed_until: null, locked_until });
    await database.destroy();
    expectError(service(), createApiKey, await send(), {
      status: 409,
      code: 'IDEMPOTENCY_IN_PROGRESS',
      message: 'A request with this Idempotency-Key is still in progress. Wait a moment, then send it again.',
    });
  });
});
