import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, type TestService, tokenOf } from '../../harness/service.ts';
import { expectError } from '../shared/answers.ts';
import { organization as door, givenVisitor } from '../shared/doors.ts';

const userNotFound = {
  status: 404,
  code: 'USER_NOT_FOUND',
  message: 'User not found. The access token is valid, but the service does not know its user.',
};
const orgNotFound = {
  status: 404,
  code: 'ORG_NOT_FOUND',
  message: 'Organization not found. Check which organization the access token names.',
};

async function refused(service: TestService, token: string, expected: typeof userNotFound): Promise<void> {
  expectError(service, door, await service.post(door.path, { token }), expected);
  expect(service.portalSessions()).toBe(0);
}

await forEachService('createBillingPortal › 404', (service) => {
  it('a user whom the directory does not have', async () => {
    await refused(service(), await tokenOf(newUser()), userNotFound);
    await refused(service(), await tokenOf(newUser(), { orgId: 'o-unknown' }), userNotFound);
  });

  it('a user who was deleted', async () => {
    const { token, owner } = await givenVisitor(service(), door);
    const id = owner.id.slice('o-'.length);
    await service().store.directory.importLines([{ line: 1, type: 'user', id, deleted: true }]);
    await refused(service(), token, userNotFound);
  });

  it('an organization that does not exist', async () => {
    const { owner } = await givenVisitor(service(), door);
    const token = await tokenOf(owner.id.slice('o-'.length), { orgId: 'o-unknown' });
    await refused(service(), token, orgNotFound);
  });

  it('an organization of others, although the token claims a role in it', async () => {
    const { owner } = await givenVisitor(service(), door);
    const others = await givenVisitor(service(), door);
    const token = await tokenOf(owner.id.slice('o-'.length), { orgId: others.owner.id, role: 'owner' });
    await refused(service(), token, orgNotFound);
  });

  it('an organization that was deleted, for a member of it and of another one', async () => {
    const { owner } = await givenVisitor(service(), door);
    const user = owner.id.slice('o-'.length);
    const id = `${owner.id}-deleted`;
    await service().givenMember(user, id, 'owner');
    await service().store.directory.importLines([
      { line: 1, type: 'organization', id, name: id, deleted: true },
    ]);
    await refused(service(), await tokenOf(user, { orgId: id }), orgNotFound);
  });
});
