import { forEachService } from '../../harness/forEachService.ts';
import { refusesLargeBody, revokeApiKey as route } from '../shared/routes.ts';

await forEachService('revokeApiKey › 413', (service) => {
  refusesLargeBody(service, route);
});
