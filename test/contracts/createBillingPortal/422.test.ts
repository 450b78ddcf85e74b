import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { openRaw } from '../../store/databases.ts';
import { expectError } from '../shared/answers.ts';
import { organization as door, givenVisitor } from '../shared/doors.ts';

await forEachService('createBillingPortal › 422', (service) => {
  // The operation takes no body, so that only a key that was kept for another request can clash.
  it('the key was kept for another request', async () => {
    const { token } = await givenVisitor(service(), door);
    const headers = { 'Idempotency-Key': randomUUID() };
    expect((await service().post(door.path, { token, headers })).status).toBe(200);
    const database = openRaw(service().databaseUrl);
    await database('idempotency').update({ fingerprint: 'another' });
    await database.destroy();
    const reply = await service().post(door.path, { token, headers });
    expectError(service(), door, reply, {
      status: 422,
      code: 'IDEMPOTENCY_KEY_REUSE',
      message: 'This Idempotency-Key was already used with another request. Use a new key for a new request.',
    });
  });
});
