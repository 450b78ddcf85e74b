import { forEachService } from '../../harness/forEachService.ts';
import { refusesBadSyntax } from '../shared/badSyntax.ts';

await forEachService('getReadiness › 400', (service) => {
  refusesBadSyntax(service, 'GET', { path: '/readyz', envelope: 'nested' });
});
