import { forEachService } from '../../harness/forEachService.ts';
import { isLimited, createApiKey as route } from '../shared/routes.ts';

await forEachService(
  'createApiKey › 429',
  (service) => {
    isLimited(service, route);
  },
  { env: { RATE_LIMIT: '2' } },
);
