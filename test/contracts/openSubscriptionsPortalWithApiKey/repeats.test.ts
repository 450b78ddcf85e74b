import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { refusesKeys, repeats } from '../shared/repeats.ts';

await forEachService('openSubscriptionsPortalWithApiKey › 200 › repeated', (service) => {
  repeats(service, door);
});

await forEachService('openSubscriptionsPortalWithApiKey › 400 › idempotency key', (service) => {
  refusesKeys(service, door);
});
