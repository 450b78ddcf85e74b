import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { failsInside } from '../shared/stripeFails.ts';

await forEachService('openSubscriptionsPortalWithApiKey › 500', (service) => {
  failsInside(service, door);
});
