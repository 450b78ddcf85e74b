import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByToken as door } from '../shared/doors.ts';
import { refusesReuse } from '../shared/repeats.ts';

await forEachService('createBillingPortalSession › 422', (service) => {
  refusesReuse(service, door);
});
