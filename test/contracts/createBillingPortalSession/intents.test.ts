import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByToken as door } from '../shared/doors.ts';
import { offersNoPlans, opensFlows, refusesFlows } from '../shared/intents.ts';
import { withSecrets } from '../shared/webhooks.ts';

await forEachService(
  'createBillingPortalSession › 200 › intents',
  (service) => {
    opensFlows(service, door);
  },
  withSecrets,
);

await forEachService(
  'createBillingPortalSession › 400 › intents',
  (service) => {
    refusesFlows(service, door);
  },
  withSecrets,
);

await forEachService(
  'createBillingPortalSession › 400 › intents › Stripe’s default configuration',
  (service) => {
    offersNoPlans(service, door);
  },
);
