import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { expectError } from '../shared/answers.ts';

const unavailable = { status: 503, code: 'SERVICE_UNAVAILABLE' };

await forEachService('getReadiness › 503 › draining', (service) => {
  it('the process is shutting down, and still answers on open connections', async () => {
    const connection = service().keptOpen();
    expect((await connection.get('/readyz')).status).toBe(200);
    const closed = service().close();
    const reply = await connection.get('/readyz');
    expectError(service(), { envelope: 'nested' }, reply, {
      ...unavailable,
      message: 'This process is shutting down. Send requests to another replica.',
    });
    expect(reply.headers.get('retry-after')).toBe('2');
    connection.end();
    await closed;
  });
});

await forEachService('getReadiness › 503 › the database', (service) => {
  it('the database does not answer', async () => {
    await service().store.close();
    const reply = await service().get('/readyz');
    expectError(service(), { envelope: 'nested' }, reply, {
      ...unavailable,
      message: 'The database does not answer. The service becomes ready again by itself.',
    });
    expect(reply.headers.get('retry-after')).toBe('2');
  });
});
