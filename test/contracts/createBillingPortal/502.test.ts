import { forEachService } from '../../harness/forEachService.ts';
import { organization as door } from '../shared/doors.ts';
import { distrustsStripe } from '../shared/stripeFails.ts';

await forEachService('createBillingPortal › 502', (service) => {
  distrustsStripe(service, door);
});
