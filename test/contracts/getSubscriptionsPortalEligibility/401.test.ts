import { forEachService } from '../../harness/forEachService.ts';
import { subscriptionsByToken as door } from '../shared/doors.ts';
import { eligibilityAt, needsCredential } from '../shared/routes.ts';

await forEachService('getSubscriptionsPortalEligibility › 401', (service) => {
  needsCredential(
    service,
    eligibilityAt(door),
    'Invalid or missing token. This route takes a JWT access token; send an API key to POST /api/v1/subscriptions/portal/api.',
  );
});
