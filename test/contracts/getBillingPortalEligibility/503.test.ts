import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByToken as door } from '../shared/doors.ts';
import { eligibilityAt, needsDatabase } from '../shared/routes.ts';

await forEachService('getBillingPortalEligibility › 503', (service) => {
  needsDatabase(service, eligibilityAt(door));
});
