import { forEachService } from '../../harness/forEachService.ts';
import { rotateApiKey as route, takesJsonAlone } from '../shared/routes.ts';

await forEachService('rotateApiKey › 415', (service) => {
  takesJsonAlone(service, route);
});
