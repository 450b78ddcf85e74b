import { expect, it } from 'vitest';
import type { Reply } from '../../harness/client.ts';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, type TestService, tokenOf } from '../../harness/service.ts';
import { expectError } from '../shared/answers.ts';
import { organization as door } from '../shared/doors.ts';

function expectForbidden(service: TestService, reply: Reply): void {
  expectError(service, door, reply, {
    status: 403,
    code: 'FORBIDDEN',
    message: 'Your role in the organization does not allow you to manage its billing. Ask a member who may.',
  });
  expect(reply.headers.get('www-authenticate')).toBe('Bearer error="insufficient_scope"');
  expect(service.portalSessions()).toBe(0);
}

await forEachService('createBillingPortal › 403', (service) => {
  it.each(['user', 'workspaces'] as const)(
    'a member with the role %s may not manage billing',
    async (role) => {
      const user = newUser();
      await service().givenMember(user, `o-${user}`, role);
      await service().givenAccount({ type: 'organization', id: `o-${user}` });
      const reply = await service().post(door.path, { token: await tokenOf(user) });
      expectForbidden(service(), reply);
    },
  );

  it('… nor one whose token claims another role than the directory has', async () => {
    const user = newUser();
    await service().givenMember(user, `o-${user}`, 'user');
    await service().givenAccount({ type: 'organization', id: `o-${user}` });
    const reply = await service().post(door.path, { token: await tokenOf(user, { role: 'owner' }) });
    expectForbidden(service(), reply);
  });

  it('… whether or not there is a billing account', async () => {
    const user = newUser();
    await service().givenMember(user, `o-${user}`, 'user');
    expectForbidden(service(), await service().post(door.path, { token: await tokenOf(user) }));
  });
});

await forEachService(
  'createBillingPortal › 403 › organizations by claims',
  (service) => {
    it.each([
      { name: 'no role', claims: {} },
      { name: 'the role user', claims: { role: 'user' } },
      { name: 'the role workspaces', claims: { role: 'workspaces' } },
      { name: 'an unknown role', claims: { role: 'superuser' } },
      { name: 'a role in another case', claims: { role: 'Owner' } },
      { name: 'an empty role', claims: { role: '' } },
    ])('a token with $name', async ({ claims }) => {
      const id = `o-${newUser()}`;
      await service().givenAccount({ type: 'organization', id });
      const token = await tokenOf(newUser(), { orgId: id, ...claims });
      expectForbidden(service(), await service().post(door.path, { token }));
    });
  },
  { env: { MEMBERSHIP: 'claims' } },
);
