import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, type TestService, tokenOf } from '../../harness/service.ts';
import { expectPortalOf, lastReturnUrl, portalPage } from '../shared/answers.ts';
import { organization as door, givenVisitor } from '../shared/doors.ts';
import { eligible, ineligible } from '../shared/eligibility.ts';
import { answersWith, letsIn, opensPortals } from '../shared/portals.ts';

const managers = ['billing', 'administrators', 'owner'] as const;

const givenOrganization = async (service: TestService) => {
  const id = `o-${newUser()}`;
  return { id, customer: await service.givenAccount({ type: 'organization', id }) };
};

await forEachService('createBillingPortal › 200', (service) => {
  opensPortals(service, door);
  answersWith(service, door, { success: true });
  // Any organization that has a customer, whatever it bought.
  letsIn(service, door, [...eligible, ...ineligible]);

  it.each(managers)('a member with the role %s gets the portal', async (role) => {
    const { id, customer } = await givenOrganization(service());
    const user = newUser();
    await service().givenMember(user, id, role);
    await expectPortalOf(await service().post(door.path, { token: await tokenOf(user) }), customer);
  });

  it('a member of several organizations gets the one that the token names', async () => {
    const user = newUser();
    const organizations = [await givenOrganization(service()), await givenOrganization(service())];
    for (const { id } of organizations) await service().givenMember(user, id, 'billing');
    for (const { id, customer } of organizations) {
      const token = await tokenOf(user, { orgId: id });
      await expectPortalOf(await service().post(door.path, { token }), customer);
    }
  });

  it("it is the organization's portal, not that of the user, who is a customer too", async () => {
    const { id, customer } = await givenOrganization(service());
    const user = newUser();
    await service().givenMember(user, id, 'owner');
    const own = await service().givenAccount({ type: 'user', id: user });
    const reply = await service().post(door.path, { token: await tokenOf(user) });
    await expectPortalOf(reply, customer);
    expect(await portalPage(reply)).not.toContain(own);
  });

  it('an organization and a user may have the same id: each has a portal of its own', async () => {
    const { id, customer } = await givenOrganization(service());
    await service().givenMember(id, id, 'owner');
    await service().givenAccount({ type: 'user', id });
    await expectPortalOf(await service().post(door.path, { token: await tokenOf(id) }), customer);
  });

  it('the role of the directory counts, not one that the token claims', async () => {
    const { token, customer, owner } = await givenVisitor(service(), door);
    await expectPortalOf(await service().post(door.path, { token }), customer);
    const user = owner.id.slice('o-'.length);
    const claimed = await tokenOf(user, { role: 'user' });
    await expectPortalOf(await service().post(door.path, { token: claimed }), customer);
  });

  // As the published TypeScript client posts, and others.
  it.each([
    { name: 'no body and no Content-Type', options: { bytes: '' } },
    { name: 'null and no Content-Type', options: { bytes: new Uint8Array(Buffer.from('null')) } },
    {
      name: 'a Content-Type for texts and no bytes',
      options: { bytes: '', headers: { 'Content-Type': 'text/plain' } },
    },
  ])('with $name', async ({ options }) => {
    const { token, customer } = await givenVisitor(service(), door);
    await expectPortalOf(await service().post(door.path, { token, ...options }), customer);
    expect(lastReturnUrl(service())).toBe('https://yourapp.com/dashboard');
  });
});

await forEachService(
  'createBillingPortal › 200 › organizations by claims',
  (service) => {
    it.each(managers)('the token says it all: organization and the role %s', async (role) => {
      const { id, customer } = await givenOrganization(service());
      const token = await tokenOf(newUser(), { orgId: id, role });
      await expectPortalOf(await service().post(door.path, { token }), customer);
    });

    it('the portal is that of the organization in the token', async () => {
      const user = newUser();
      await givenOrganization(service());
      const { id, customer } = await givenOrganization(service());
      const token = await tokenOf(user, { orgId: id, role: 'owner' });
      await expectPortalOf(await service().post(door.path, { token }), customer);
    });
  },
  { env: { MEMBERSHIP: 'claims' } },
);
