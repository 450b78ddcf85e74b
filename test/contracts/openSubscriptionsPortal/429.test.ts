import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { limitsFailures, limitsRequests } from '../shared/limits.ts';

await forEachService(
  'openSubscriptionsPortal › 429 › by principal',
  (service) => {
    limitsRequests(service, door);
  },
  { env: { RATE_LIMIT: '5' } },
);

await forEachService(
  'openSubscriptionsPortal › 429 › by address',
  (service) => {
    limitsFailures(service, door);
  },
  { env: { AUTH_FAILURE_LIMIT: '3' } },
);
