import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByToken as door } from '../shared/doors.ts';
import { eligibilityAt, needsCredential } from '../shared/routes.ts';

await forEachService('getBillingPortalEligibility › 401', (service) => {
  needsCredential(service, eligibilityAt(door));
});
