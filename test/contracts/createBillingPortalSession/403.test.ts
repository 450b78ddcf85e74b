import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByKey as door } from '../shared/doors.ts';
import { wantsScope } from '../shared/forbidden.ts';

await forEachService('createBillingPortalSession › 403', (service) => {
  wantsScope(service, door);
});
