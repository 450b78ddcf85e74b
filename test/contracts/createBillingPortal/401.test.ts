import { forEachService } from '../../harness/forEachService.ts';
import { organization as door } from '../shared/doors.ts';
import { namesOtherRoute, refusesStrangers, refusesTokens } from '../shared/unauthorized.ts';

await forEachService('createBillingPortal › 401', (service) => {
  refusesStrangers(service, door);
  refusesTokens(service, door);
  namesOtherRoute(
    service,
    door,
    'an API key',
    'Invalid or missing token. This route takes a JWT access token; API keys stand for users and open a portal at POST /api/v1/subscriptions/portal/api.',
  );
});
