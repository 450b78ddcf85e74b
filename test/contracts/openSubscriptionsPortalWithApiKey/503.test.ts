import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { missesDatabase, missesStripe } from '../shared/stripeFails.ts';

await forEachService('openSubscriptionsPortalWithApiKey › 503 › Stripe', (service) => {
  missesStripe(service, door);
});

await forEachService('openSubscriptionsPortalWithApiKey › 503 › the database', (service) => {
  missesDatabase(service, [door]);
});
