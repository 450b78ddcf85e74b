import { forEachService } from '../../harness/forEachService.ts';
import { refusesBadSyntax } from '../shared/badSyntax.ts';

await forEachService('getErrorCatalogue › 400', (service) => {
  refusesBadSyntax(service, 'GET', { path: '/api/errors', envelope: 'nested' });
});
