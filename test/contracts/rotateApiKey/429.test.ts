import { forEachService } from '../../harness/forEachService.ts';
import { isLimited, rotateApiKey as route } from '../shared/routes.ts';

await forEachService(
  'rotateApiKey › 429',
  (service) => {
    isLimited(service, route);
  },
  { env: { RATE_LIMIT: '2' } },
);
