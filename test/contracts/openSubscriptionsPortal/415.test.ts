import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { refusesMediaTypes } from '../shared/mediaTypes.ts';

await forEachService('openSubscriptionsPortal › 415', (service) => {
  refusesMediaTypes(service, door);
});
