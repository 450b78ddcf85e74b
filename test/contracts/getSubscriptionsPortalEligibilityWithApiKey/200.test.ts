import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { tellsEligibility } from '../shared/tellsEligibility.ts';

await forEachService('getSubscriptionsPortalEligibilityWithApiKey › 200', (service) => {
  tellsEligibility(service, door);
});
