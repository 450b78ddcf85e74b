import { forEachService } from '../../harness/forEachService.ts';
import { isLimited, revokeApiKey as route } from '../shared/routes.ts';

await forEachService(
  'revokeApiKey › 429',
  (service) => {
    isLimited(service, route);
  },
  { env: { RATE_LIMIT: '2' } },
);
