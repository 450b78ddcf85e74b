import { forEachService } from '../../harness/forEachService.ts';
import { organization as door } from '../shared/doors.ts';
import { failsInside } from '../shared/stripeFails.ts';

await forEachService('createBillingPortal › 500', (service) => {
  failsInside(service, door);
});
