import { forEachService } from '../../harness/forEachService.ts';
import { refusesLargeBody, createApiKey as route } from '../shared/routes.ts';

await forEachService('createApiKey › 413', (service) => {
  refusesLargeBody(service, route);
});
