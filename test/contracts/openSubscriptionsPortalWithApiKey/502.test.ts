import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { distrustsStripe } from '../shared/stripeFails.ts';

await forEachService('openSubscriptionsPortalWithApiKey › 502', (service) => {
  distrustsStripe(service, door);
});
