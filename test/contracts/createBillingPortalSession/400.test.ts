import { describe } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { refusesBodies, refusesQueries } from '../shared/badRequests.ts';
import { refusesBadSyntax } from '../shared/badSyntax.ts';
import { billingPortalByKey, billingPortalByToken } from '../shared/doors.ts';
import { narrowKeys } from '../shared/keys.ts';

await forEachService('createBillingPortalSession › 400', (service) => {
  describe.each([billingPortalByToken, billingPortalByKey])('by $credential', (door) => {
    refusesBodies(service, door);
    refusesQueries(service, door);
  });
  narrowKeys(service, billingPortalByKey);
  refusesBadSyntax(service, 'POST', billingPortalByToken);
});
