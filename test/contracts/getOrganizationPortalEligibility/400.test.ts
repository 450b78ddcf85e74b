import { forEachService } from '../../harness/forEachService.ts';
import { organization as door } from '../shared/doors.ts';
import { eligibilityAt, takesNoMore } from '../shared/routes.ts';

await forEachService('getOrganizationPortalEligibility › 400', (service) => {
  takesNoMore(service, eligibilityAt(door));
});
