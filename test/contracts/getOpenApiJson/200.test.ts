import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';

await forEachService('getOpenApiJson › 200', (service) => {
  it("the contract, with the service's own address", async () => {
    const reply = await service().get('/openapi.json');
    expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(reply.body).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\./),
      servers: [{ url: service().url }],
    });
    expect(Object.keys(reply.body.paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/subscriptions/portal',
        '/api/v1/subscriptions/portal/api',
        '/subscriptions/portal',
        '/api/billing-portal',
      ]),
    );
  });

  it('keys that only steer the service are not published', async () => {
    const { text } = await service().get('/openapi.json');
    expect(text).not.toMatch(/x-bp-(kind|raises|envelopes)/);
  });
});
