import { forEachService } from '../../harness/forEachService.ts';
import { organization as door } from '../shared/doors.ts';
import { refusesLargeBodies } from '../shared/tooLarge.ts';

await forEachService('createBillingPortal › 413', (service) => {
  refusesLargeBodies(service, door);
});
