import { forEachService } from '../../harness/forEachService.ts';
import { organization as door } from '../shared/doors.ts';
import { missesDatabase, missesStripe } from '../shared/stripeFails.ts';

await forEachService('createBillingPortal › 503 › Stripe', (service) => {
  missesStripe(service, door);
});

await forEachService('createBillingPortal › 503 › the database', (service) => {
  missesDatabase(service, [door]);
});
