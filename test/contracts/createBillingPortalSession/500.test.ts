import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByToken as door } from '../shared/doors.ts';
import { failsInside } from '../shared/stripeFails.ts';

await forEachService('createBillingPortalSession › 500', (service) => {
  failsInside(service, door);
});
