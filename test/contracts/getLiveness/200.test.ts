import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { expectPrivateJson } from '../shared/answers.ts';

await forEachService('getLiveness › 200', (service) => {
  it('the process is alive, which anybody may know', async () => {
    const reply = await service().get('/livez');
    expect(reply).toMatchObject({ status: 200, body: { status: 'ok' } });
    expectPrivateJson(reply);
  });

  it('… with a credential that is bad, and whatever Accept says', async () => {
    const reply = await service().get('/livez', { token: 'bad', headers: { Accept: 'text/html' } });
    expect(reply).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('HEAD answers like GET, without a body', async () => {
    const reply = await service().request('HEAD', '/livez');
    expect(reply).toMatchObject({ status: 200, text: '' });
    expect(reply.headers.get('cache-control')).toBe('no-store');
  });
});

await forEachService('getLiveness › 200 › in an outage', (service) => {
  it('the process is alive while the database cannot be reached', async () => {
    await service().store.close();
    expect(await service().get('/livez')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });
});
