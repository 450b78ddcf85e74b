import { forEachService } from '../../harness/forEachService.ts';
import { refusesBadSyntax } from '../shared/badSyntax.ts';

await forEachService('getOpenApiJson › 400', (service) => {
  refusesBadSyntax(service, 'GET', { path: '/openapi.json', envelope: 'nested' });
});
