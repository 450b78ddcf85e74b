import { describe } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByKey, billingPortalByToken } from '../shared/doors.ts';
import { refusesMediaTypes } from '../shared/mediaTypes.ts';

await forEachService('createBillingPortalSession › 415', (service) => {
  describe.each([billingPortalByToken, billingPortalByKey])('by $credential', (door) => {
    refusesMediaTypes(service, door);
  });
});
