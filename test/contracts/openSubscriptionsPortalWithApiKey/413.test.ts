import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { refusesLargeBodies } from '../shared/tooLarge.ts';

await forEachService('openSubscriptionsPortalWithApiKey › 413', (service) => {
  refusesLargeBodies(service, door);
});
