import { forEachService } from '../../harness/forEachService.ts';
import { refusesBadSyntax } from '../shared/badSyntax.ts';

await forEachService('getOpenApiYaml › 400', (service) => {
  refusesBadSyntax(service, 'GET', { path: '/openapi.yaml', envelope: 'nested' });
});
