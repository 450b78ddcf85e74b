import { describe } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByKey, billingPortalByToken } from '../shared/doors.ts';
import { refusesLargeBodies } from '../shared/tooLarge.ts';

await forEachService('createBillingPortalSession › 413', (service) => {
  describe.each([billingPortalByToken, billingPortalByKey])('by $credential', (door) => {
    refusesLargeBodies(service, door);
  });
});
