import { forEachService } from '../../harness/forEachService.ts';
import { organization as door } from '../shared/doors.ts';
import { eligibilityAt, needsCredential } from '../shared/routes.ts';

await forEachService('getOrganizationPortalEligibility › 401', (service) => {
  needsCredential(
    service,
    eligibilityAt(door),
    'Invalid or missing token. This route takes a JWT access token; API keys stand for users and open a portal at POST /api/v1/subscriptions/portal/api.',
  );
});
