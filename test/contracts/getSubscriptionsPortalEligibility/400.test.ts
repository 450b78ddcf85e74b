import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { eligibilityAt, takesNoMore } from '../shared/routes.ts';

await forEachService('getSubscriptionsPortalEligibility › 400', (service) => {
  takesNoMore(service, eligibilityAt(door));
});
