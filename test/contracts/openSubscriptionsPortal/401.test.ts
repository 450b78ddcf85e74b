import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { namesOtherRoute, refusesStrangers, refusesTokens } from '../shared/unauthorized.ts';

await forEachService('openSubscriptionsPortal › 401', (service) => {
  refusesStrangers(service, door);
  refusesTokens(service, door);
  namesOtherRoute(
    service,
    door,
    'an API key',
    'Invalid or missing token. This route takes a JWT access token; send an API key to POST /api/v1/subscriptions/portal/api.',
  );
});
