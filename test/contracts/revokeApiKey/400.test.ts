import { forEachService } from '../../harness/forEachService.ts';
import { revokeApiKey as route, takesNoMore } from '../shared/routes.ts';

await forEachService('revokeApiKey › 400', (service) => {
  takesNoMore(service, route);
});
