import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByToken as door } from '../shared/doors.ts';
import { refusesKeys, repeats } from '../shared/repeats.ts';

await forEachService('createBillingPortalSession › 200 › repeated', (service) => {
  repeats(service, door);
});

await forEachService('createBillingPortalSession › 400 › idempotency key', (service) => {
  refusesKeys(service, door);
});
