import { describe } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByKey, billingPortalByToken } from '../shared/doors.ts';
import { refusesKeys, refusesStrangers, refusesTokens } from '../shared/unauthorized.ts';

await forEachService('createBillingPortalSession › 401', (service) => {
  describe.each([billingPortalByToken, billingPortalByKey])('by $credential', (door) => {
    refusesStrangers(service, door);
  });
  refusesTokens(service, billingPortalByToken);
  refusesKeys(service, billingPortalByKey);
});
