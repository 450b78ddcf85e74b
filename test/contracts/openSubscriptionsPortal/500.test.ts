import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { failsInside } from '../shared/stripeFails.ts';

await forEachService('openSubscriptionsPortal › 500', (service) => {
  failsInside(service, door);
});
