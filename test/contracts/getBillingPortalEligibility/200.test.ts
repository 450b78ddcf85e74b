import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByToken as door } from '../shared/doors.ts';
import { tellsEligibility } from '../shared/tellsEligibility.ts';

await forEachService('getBillingPortalEligibility › 200', (service) => {
  tellsEligibility(service, door);
});
