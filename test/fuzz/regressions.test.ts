import { expect, it } from 'vitest';
import { forEachService } from '../harness/forEachService.ts';
import { newUser, tokenOf } from '../harness/service.ts';

/** What generated requests have found, each once. */
await forEachService('a request that was answered wrongly once', (service) => {
  it.each(['post', 'Get', 'BREW', 'x-y'])(
    'an unknown method, %s: the error comes in the envelope of its path',
    async (method) => {
      const head = 'HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}';
      const flat = await service().raw(`${method} /subscriptions/portal ${head}`);
      expect(flat).toMatchObject({ status: 400, body: { error_code: 'VALIDATION_FAILED' } });
      const nested = await service().raw(`${method} /api/billing-portal ${head}`);
      expect(nested).toMatchObject({ status: 400, body: { error: { code: 'VALIDATION_FAILED' } } });
    },
  );

  it.each(['/api/billing-portal/eligibility', '/subscriptions/portal/eligibility', '/api/v1/api-keys'])(
    'HEAD %s with a good credential is answered as GET is, without the body',
    async (path) => {
      const token = await tokenOf(newUser());
      const whole = await service().get(path, { token });
      const head = await service().request('HEAD', path, { token });
      expect({ status: head.status, text: head.text }).toEqual({ status: whole.status, text: '' });
      expect(head.headers.get('content-length')).toBe(whole.headers.get('content-length'));
    },
  );

  it('an API key whose name has a NUL, which PostgreSQL cannot store, is refused', async () => {
    const options = { token: await tokenOf(newUser()), json: { name: 'a\0b' } };
    const { status, body } = await service().post('/api/v1/api-keys', options);
    expect({ status, details: body.error.details }).toMatchObject({
      status: 400,
      details: [{ code: 'invalid_format', path: ['name'] }],
    });
  });

  it.each(['/livez', '/readyz', '/api/billing-portal/eligibility'])(
    '%s says what is now, whatever the caller has already',
    async (path) => {
      const token = await tokenOf(newUser());
      const headers = { 'If-None-Match': '*', 'Cache-Control': 'max-age=0' };
      expect((await service().get(path, { token, headers })).status).toBe(200);
    },
  );

  it('a document that the caller has already is 304, as the spec says', async () => {
    const headers = { 'If-None-Match': '*', 'Cache-Control': 'max-age=0' };
    for (const path of ['/openapi.json', '/openapi.yaml', '/api/errors']) {
      expect((await service().get(path, { headers })).status).toBe(304);
    }
  });
});
