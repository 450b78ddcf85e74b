import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, startService, type TestService } from '../harness/service.ts';
import { startExample } from './startExample.ts';

describe('examples › the Express backend', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.close());

  const start = (apiKey: string) =>
    startExample('express-backend/server.js', {
      PORT: '0',
      BILLING_PORTAL_URL: service.url,
      API_KEY: apiKey,
    });
  const post = (url: string, user = 'ada') =>
    fetch(`${url}/users/${user}/billing`, { method: 'POST', redirect: 'manual' });

  it("redirects to the portal of the key's user", async () => {
    const user = newUser();
    const customer = await service.givenAccount({ type: 'user', id: user });
    const answer = await post(await start(await service.givenKey({ userId: user })));
    expect(answer.status).toBe(303);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(await (await fetch(answer.headers.get('Location') ?? '')).text()).toContain(customer);
  });

  it('says what to do where there is none', async () => {
    const url = await start(await service.givenKey({ userId: newUser() }));
    const nothingBought = await post(url);
    expect([nothingBought.status, await nothingBought.text()]).toEqual([
      409,
      'There is nothing to manage yet.',
    ]);
    const unknown = await post(url, 'grace');
    expect([unknown.status, await unknown.text()]).toEqual([404, 'Connect your account first.']);
    const revoked = await post(await start('llmgen_none'));
    expect([revoked.status, await revoked.text()]).toEqual([
      409,
      'Your key is not good any more. Connect again.',
    ]);
  });
});
