import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { tellsEligibility } from '../shared/tellsEligibility.ts';

await forEachService('getSubscriptionsPortalEligibility › 200', (service) => {
  tellsEligibility(service, door);
});
