import { forEachService } from '../../harness/forEachService.ts';
import { organization as door } from '../shared/doors.ts';
import { isInProgress } from '../shared/repeats.ts';

await forEachService('createBillingPortal › 409', (service) => {
  isInProgress(service, door);
});
