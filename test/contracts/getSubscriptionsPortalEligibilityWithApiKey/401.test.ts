import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { eligibilityAt, needsCredential } from '../shared/routes.ts';

await forEachService('getSubscriptionsPortalEligibilityWithApiKey › 401', (service) => {
  needsCredential(service, eligibilityAt(door));
});
