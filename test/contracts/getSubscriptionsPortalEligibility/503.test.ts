import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { eligibilityAt, needsDatabase } from '../shared/routes.ts';

await forEachService('getSubscriptionsPortalEligibility › 503', (service) => {
  needsDatabase(service, eligibilityAt(door));
});
