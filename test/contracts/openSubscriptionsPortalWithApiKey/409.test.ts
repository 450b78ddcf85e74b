import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { isInProgress } from '../shared/repeats.ts';

await forEachService('openSubscriptionsPortalWithApiKey › 409', (service) => {
  isInProgress(service, door);
});
