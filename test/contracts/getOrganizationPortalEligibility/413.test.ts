import { forEachService } from '../../harness/forEachService.ts';
import { organization as door } from '../shared/doors.ts';
import { eligibilityAt, refusesLargeBody } from '../shared/routes.ts';

await forEachService('getOrganizationPortalEligibility › 413', (service) => {
  refusesLargeBody(service, eligibilityAt(door));
});
