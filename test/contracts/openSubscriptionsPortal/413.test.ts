import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { refusesLargeBodies } from '../shared/tooLarge.ts';

await forEachService('openSubscriptionsPortal › 413', (service) => {
  refusesLargeBodies(service, door);
});
