import { forEachService } from '../../harness/forEachService.ts';
import { needsDatabase, rotateApiKey as route } from '../shared/routes.ts';

await forEachService('rotateApiKey › 503', (service) => {
  needsDatabase(service, route);
});
