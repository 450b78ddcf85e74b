import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { distrustsStripe } from '../shared/stripeFails.ts';

await forEachService('openSubscriptionsPortal › 502', (service) => {
  distrustsStripe(service, door);
});
