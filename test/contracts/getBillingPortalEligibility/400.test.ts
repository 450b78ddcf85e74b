import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByToken as door } from '../shared/doors.ts';
import { eligibilityAt, takesNoMore } from '../shared/routes.ts';

await forEachService('getBillingPortalEligibility › 400', (service) => {
  takesNoMore(service, eligibilityAt(door));
});
