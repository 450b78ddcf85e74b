import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { refusesMediaTypes } from '../shared/mediaTypes.ts';

await forEachService('openSubscriptionsPortalWithApiKey › 415', (service) => {
  refusesMediaTypes(service, door);
});
