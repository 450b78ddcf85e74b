import { describe } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByKey, billingPortalByToken } from '../shared/doors.ts';
import { eligible, ineligible } from '../shared/eligibility.ts';
import { goodKeys } from '../shared/keys.ts';
import { answersWith, leadsBack, letsIn, opensPortals } from '../shared/portals.ts';

await forEachService('createBillingPortalSession › 200', (service) => {
  describe.each([billingPortalByToken, billingPortalByKey])('by $credential', (door) => {
    opensPortals(service, door);
    leadsBack(service, door);
    answersWith(service, door, {});
    // Whoever has a customer, whatever they bought.
    letsIn(service, door, [...eligible, ...ineligible]);
  });

  goodKeys(service, billingPortalByKey);
});
