import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { isInProgress } from '../shared/repeats.ts';

await forEachService('openSubscriptionsPortal › 409', (service) => {
  isInProgress(service, door);
});
