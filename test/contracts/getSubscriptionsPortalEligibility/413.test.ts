import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { eligibilityAt, refusesLargeBody } from '../shared/routes.ts';

await forEachService('getSubscriptionsPortalEligibility › 413', (service) => {
  refusesLargeBody(service, eligibilityAt(door));
});
