import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { eligibilityAt, needsDatabase } from '../shared/routes.ts';

await forEachService('getSubscriptionsPortalEligibilityWithApiKey › 503', (service) => {
  needsDatabase(service, eligibilityAt(door));
});
