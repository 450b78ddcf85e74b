import { forEachService } from '../../harness/forEachService.ts';
import { createApiKey as route, takesJsonAlone } from '../shared/routes.ts';

await forEachService('createApiKey › 415', (service) => {
  takesJsonAlone(service, route);
});
