import { expect, it, onTestFinished } from 'vitest';
import { createIssuerKey, issue, startIssuer } from '../auth/jwksIssuer.ts';
import { expectError, expectPortalOf } from '../contracts/shared/answers.ts';
import { startService } from '../harness/service.ts';
import { operations as allOperations } from './operations.ts';

const doors = allOperations.filter(({ credential }) => credential === 'an access token');

it("while the issuer's keys cannot be had, a good token is a 503 and not a 401; then it opens the portal", async () => {
  const key = await createIssuerKey('k1');
  const issuer = await startIssuer(key);
  const service = await startService({
    env: {
      JWT_SECRET: undefined,
      JWT_JWKS_URL: issuer.url,
      JWT_ISSUER: 'https://id.example',
      JWT_AUDIENCE: 'billing',
    },
  });
  onTestFinished(() => service.close());
  await service.givenMember('u1', 'o1', 'owner');
  const customers = {
    user: await service.givenAccount({ type: 'user', id: 'u1' }),
    organization: await service.givenAccount({ type: 'organization', id: 'o1' }),
  };
  const token = await issue(key, new Date());

  await issuer.stop();
  for (const door of doors) {
    const reply = await service.post(door.path, { token });
    expectError(service, door, reply, {
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
      message: 'The service is not available at the moment. Please try again in a few seconds.',
    });
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(reply.headers.has('www-authenticate')).toBe(false);
  }

  await issuer.start();
  for (const door of doors) {
    const customer = door.envelope === 'flat' ? customers.organization : customers.user;
    await expect
      .poll(async () => (await service.post(door.path, { token })).status, { timeout: 15_000 })
      .toBe(200);
    await expectPortalOf(await service.post(door.path, { token }), customer);
  }
  await issuer.stop();
});
