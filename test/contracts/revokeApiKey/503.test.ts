import { forEachService } from '../../harness/forEachService.ts';
import { needsDatabase, revokeApiKey as route } from '../shared/routes.ts';

await forEachService('revokeApiKey › 503', (service) => {
  needsDatabase(service, route);
});
