import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { eligibilityAt, refusesLargeBody } from '../shared/routes.ts';

await forEachService('getSubscriptionsPortalEligibilityWithApiKey › 413', (service) => {
  refusesLargeBody(service, eligibilityAt(door));
});
