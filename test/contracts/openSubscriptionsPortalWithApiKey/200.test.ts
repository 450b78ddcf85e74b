import { it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { expectPortalOf } from '../shared/answers.ts';
import { subscriptionsByKey as door, givenVisitor } from '../shared/doors.ts';
import { eligible } from '../shared/eligibility.ts';
import { goodKeys } from '../shared/keys.ts';
import { answersWith, leadsBack, letsIn, opensPortals } from '../shared/portals.ts';

await forEachService('openSubscriptionsPortalWithApiKey › 200', (service) => {
  opensPortals(service, door);
  leadsBack(service, door);
  answersWith(service, door, {});
  letsIn(service, door, eligible);
  goodKeys(service, door);

  it('a lapsed customer gets a portal', async () => {
    const { token, customer } = await givenVisitor(service(), door, {
      purchasedAt: '2025-01-01T00:00:00.000Z',
      subscriptionStatus: 'canceled',
    });
    await expectPortalOf(await service().post(door.path, { token }), customer);
  });
});
