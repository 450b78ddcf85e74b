import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { tokenOf } from '../../harness/service.ts';
import { expectPortalOf, portalPage } from '../shared/answers.ts';
import { subscriptionsByToken as door, givenVisitor } from '../shared/doors.ts';
import { eligible } from '../shared/eligibility.ts';
import { answersWith, leadsBack, letsIn, opensPortals } from '../shared/portals.ts';

await forEachService('openSubscriptionsPortal › 200', (service) => {
  opensPortals(service, door);
  leadsBack(service, door);
  answersWith(service, door, {});
  letsIn(service, door, eligible);

  it('a lapsed customer gets a portal', async () => {
    const { token, customer } = await givenVisitor(service(), door, {
      purchasedAt: '2025-01-01T00:00:00.000Z',
      subscriptionStatus: 'canceled',
    });
    await expectPortalOf(await service().post(door.path, { token }), customer);
  });

  it("the user's own portal opens, whatever organization the token names", async () => {
    const { owner, customer } = await givenVisitor(service(), door);
    const organizations = await service().givenAccount({ type: 'organization', id: `o-${owner.id}` });
    const token = await tokenOf(owner.id, { orgId: `o-${owner.id}`, role: 'owner' });
    const reply = await service().post(door.path, { token });
    await expectPortalOf(reply, customer);
    expect(await portalPage(reply)).not.toContain(organizations);
  });
});
