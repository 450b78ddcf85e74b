import { forEachService } from '../../harness/forEachService.ts';
import { organization as door } from '../shared/doors.ts';
import { refusesKeys, repeats } from '../shared/repeats.ts';

await forEachService('createBillingPortal › 200 › repeated', (service) => {
  repeats(service, door);
});

await forEachService('createBillingPortal › 400 › idempotency key', (service) => {
  refusesKeys(service, door);
});
