import { forEachService } from '../../harness/forEachService.ts';
import { organization as door } from '../shared/doors.ts';
import { tellsEligibility } from '../shared/tellsEligibility.ts';

await forEachService('getOrganizationPortalEligibility › 200', (service) => {
  tellsEligibility(service, door);
});
