import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { eligibilityAt, takesNoMore } from '../shared/routes.ts';

await forEachService('getSubscriptionsPortalEligibilityWithApiKey › 400', (service) => {
  takesNoMore(service, eligibilityAt(door));
});
