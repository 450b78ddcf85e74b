import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByKey as door } from '../shared/doors.ts';
import { offersNoPlans, opensFlows, refusesFlows } from '../shared/intents.ts';
import { withSecrets } from '../shared/webhooks.ts';

await forEachService(
  'openSubscriptionsPortalWithApiKey › 200 › intents',
  (service) => {
    opensFlows(service, door);
  },
  withSecrets,
);

await forEachService(
  'openSubscriptionsPortalWithApiKey › 400 › intents',
  (service) => {
    refusesFlows(service, door);
  },
  withSecrets,
);

await forEachService(
  'openSubscriptionsPortalWithApiKey › 400 › intents › Stripe’s default configuration',
  (service) => {
    offersNoPlans(service, door);
  },
);
