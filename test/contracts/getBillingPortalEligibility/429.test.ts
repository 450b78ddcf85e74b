import { forEachService } from '../../harness/forEachService.ts';
import { billingPortalByToken as door } from '../shared/doors.ts';
import { eligibilityAt, isLimited } from '../shared/routes.ts';

await forEachService(
  'getBillingPortalEligibility › 429',
  (service) => {
    isLimited(service, eligibilityAt(door));
  },
  { env: { RATE_LIMIT: '2' } },
);
