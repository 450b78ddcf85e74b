import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { wantsScope } from '../shared/forbidden.ts';

await forEachService('openSubscriptionsPortalWithApiKey › 403', (service) => {
  wantsScope(service, door);
});
