import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { refusesKeys, repeats } from '../shared/repeats.ts';

await forEachService('openSubscriptionsPortal › 200 › repeated', (service) => {
  repeats(service, door);
});

await forEachService('openSubscriptionsPortal › 400 › idempotency key', (service) => {
  refusesKeys(service, door);
});
