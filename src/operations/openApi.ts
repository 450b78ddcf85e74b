import type { RequestHandler } from 'express';
import { stringify } from 'yaml';
import published from '../../generated/openapi.json' with { type: 'json' };

/**
 * `GET /openapi.json` and `/openapi.yaml`: the published spec, with this service's own address under `servers`.
 *
 * @param publicUrl without a slash at its end.
 */
export function createOpenApi(publicUrl: string): { json: RequestHandler; yaml: RequestHandler } {
  const document = { ...published, servers: [{ url: publicUrl }] };
  return {
    json: serve('application/json; charset=utf-8', JSON.stringify(document)),
    yaml: serve('application/yaml; charset=utf-8', stringify(document, { aliasDuplicateObjects: false })),
  };
}

function serve(contentType: string, body: string): RequestHandler {
  return (_req, res) => {
    res.set({ 'Content-Type': contentType, 'Cache-Control': 'no-cache' }).send(body);
  };
}
