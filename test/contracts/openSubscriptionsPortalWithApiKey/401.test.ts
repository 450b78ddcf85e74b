import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { namesOtherRoute, refusesKeys, refusesStrangers } from '../shared/unauthorized.ts';

await forEachService('openSubscriptionsPortalWithApiKey › 401', (service) => {
  refusesStrangers(service, door);
  refusesKeys(service, door);
  namesOtherRoute(
    service,
    door,
    'an access token',
    'Invalid or missing token. This route takes an API key; send a JWT access token to POST /api/v1/subscriptions/portal.',
  );
});
