import { forEachService } from '../../harness/forEachService.ts';
import { listApiKeys as route, takesNoMore } from '../shared/routes.ts';

await forEachService('listApiKeys › 400', (service) => {
  takesNoMore(service, route);
});
