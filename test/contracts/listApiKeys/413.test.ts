import { forEachService } from '../../harness/forEachService.ts';
import { refusesLargeBody, listApiKeys as route } from '../shared/routes.ts';

await forEachService('listApiKeys › 413', (service) => {
  refusesLargeBody(service, route);
});
