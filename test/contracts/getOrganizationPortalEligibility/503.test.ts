import { forEachService } from '../../harness/forEachService.ts';
import { organization as door } from '../shared/doors.ts';
import { eligibilityAt, needsDatabase } from '../shared/routes.ts';

await forEachService('getOrganizationPortalEligibility › 503', (service) => {
  needsDatabase(service, eligibilityAt(door));
});
