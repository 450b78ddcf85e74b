import { forEachService } from '../../harness/forEachService.ts';
import { refusesLargeBody, rotateApiKey as route } from '../shared/routes.ts';

await forEachService('rotateApiKey › 413', (service) => {
  refusesLargeBody(service, route);
});
