import { forEachService } from '../../harness/forEachService.ts';
import { refusesBadSyntax } from '../shared/badSyntax.ts';

await forEachService('getLiveness › 400', (service) => {
  refusesBadSyntax(service, 'GET', { path: '/livez', envelope: 'nested' });
});
