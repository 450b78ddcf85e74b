import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByKey, billingPortalByToken as door } from '../shared/doors.ts';
import { missesDatabase, missesStripe } from '../shared/stripeFails.ts';

await forEachService('createBillingPortalSession › 503 › Stripe', (service) => {
  missesStripe(service, door);
});

await forEachService('createBillingPortalSession › 503 › the database', (service) => {
  missesDatabase(service, [door, billingPortalByKey]);
});
