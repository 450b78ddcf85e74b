import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByToken as door } from '../shared/doors.ts';
import { eligibilityAt, refusesLargeBody } from '../shared/routes.ts';

await forEachService('getBillingPortalEligibility › 413', (service) => {
  refusesLargeBody(service, eligibilityAt(door));
});
