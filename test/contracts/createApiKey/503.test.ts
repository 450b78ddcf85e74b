import { forEachService } from '../../harness/forEachService.ts';
import { needsDatabase, createApiKey as route } from '../shared/routes.ts';

await forEachService('createApiKey › 503', (service) => {
  needsDatabase(service, route);
});
