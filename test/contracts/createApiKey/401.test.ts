import { forEachService } from '../../harness/forEachService.ts';
import { needsCredential, createApiKey as route } from '../shared/routes.ts';

await forEachService('createApiKey › 401', (service) => {
  needsCredential(
    service,
    route,
    "Invalid or missing token. API keys cannot manage API keys; send the user's JWT access token.",
  );
});
