import { forEachService } from '../../harness/forEachService.ts';
import { isLimited, listApiKeys as route } from '../shared/routes.ts';

await forEachService(
  'listApiKeys › 429',
  (service) => {
    isLimited(service, route);
  },
  { env: { RATE_LIMIT: '2' } },
);
