import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, tokenOf } from '../../harness/service.ts';
import { rotateApiKey as route, takesNoMore } from '../shared/routes.ts';

await forEachService('rotateApiKey › 400', (service) => {
  takesNoMore(service, route, { body: false });

  it.each([
    [{ overlapSeconds: -1 }, 'overlapSeconds is too small (at least 0).'],
    [{ overlapSeconds: 604_801 }, 'overlapSeconds is too large (at most 604800).'],
    [{ overlapSeconds: 1.5 }, 'overlapSeconds must be of type integer.'],
    [{ overlapSeconds: '1' }, 'overlapSeconds must be of type integer.'],
    [{ overlap: 1 }, 'overlap is not a known field. Leave it out.'],
  ])('%j', async (json, message) => {
    const { status, body } = await service().post(route.path, { token: await tokenOf(newUser()), json });
    expect({ status, message: body.error.message }).toEqual({
      status: 400,
      message: `The request is not valid. ${message}`,
    });
  });

  it('an idempotency key that is none', async () => {
    const headers = { 'Idempotency-Key': '"' };
    const reply = await service().post(route.path, { token: await tokenOf(newUser()), headers });
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'INVALID_IDEMPOTENCY_KEY' } } });
  });
});
