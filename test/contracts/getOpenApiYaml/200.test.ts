import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { forEachService } from '../../harness/forEachService.ts';

await forEachService('getOpenApiYaml › 200', (service) => {
  it('the same as the JSON', async () => {
    const reply = await service().get('/openapi.yaml');
    expect(reply.headers.get('content-type')).toBe('application/yaml; charset=utf-8');
    expect(parse(reply.text)).toEqual((await service().get('/openapi.json')).body);
  });
});
