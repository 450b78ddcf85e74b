import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { refusesReuse } from '../shared/repeats.ts';

await forEachService('openSubscriptionsPortalWithApiKey › 422', (service) => {
  refusesReuse(service, door);
});
