import { forEachService } from '../../harness/forEachService.ts';
import { needsDatabase, listApiKeys as route } from '../shared/routes.ts';

await forEachService('listApiKeys › 503', (service) => {
  needsDatabase(service, route);
});
