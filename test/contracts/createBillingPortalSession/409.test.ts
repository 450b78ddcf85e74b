import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByToken as door } from '../shared/doors.ts';
import { isInProgress } from '../shared/repeats.ts';

await forEachService('createBillingPortalSession › 409', (service) => {
  isInProgress(service, door);
});
