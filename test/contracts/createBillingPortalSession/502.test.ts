import { describe } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByKey, billingPortalByToken } from '../shared/doors.ts';
import { distrustsStripe } from '../shared/stripeFails.ts';

await forEachService('createBillingPortalSession › 502', (service) => {
  describe.each([billingPortalByToken, billingPortalByKey])('by $credential', (door) => {
    distrustsStripe(service, door);
  });
});
