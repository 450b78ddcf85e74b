import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { refusesReuse } from '../shared/repeats.ts';

await forEachService('openSubscriptionsPortal › 422', (service) => {
  refusesReuse(service, door);
});
