import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { missesDatabase, missesStripe } from '../shared/stripeFails.ts';

await forEachService('openSubscriptionsPortal › 503 › Stripe', (service) => {
  missesStripe(service, door);
});

await forEachService('openSubscriptionsPortal › 503 › the database', (service) => {
  missesDatabase(service, [door]);
});
