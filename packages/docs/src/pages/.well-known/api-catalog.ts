import type { APIRoute } from 'astro';
import { languageCodes, localized, prefixOf } from '../../languages.ts';
import { placeholderUrl } from '../../model/spec.ts';

/** Where to find all about this API (RFC 9727), as a link set (RFC 9264) with the relations of RFC 8631. */
export const GET: APIRoute = () => {
  const at = (path: string) => placeholderUrl + path;
  const linkset = [
    {
      anchor: at('/'),
      'service-desc': languageCodes.flatMap((code) => [
        { href: at(`${prefixOf(code)}/openapi.json`), type: 'application/json', hreflang: [code] },
        { href: at(`${prefixOf(code)}/openapi.yaml`), type: 'application/yaml', hreflang: [code] },
      ]),
      'service-doc': languageCodes.map((code) => ({
        href: at(localized('/docs/', code)),
        type: 'text/html',
        hreflang: [code],
      })),
      'service-meta': [{ href: at('/llms.txt'), type: 'text/plain' }],
      status: [{ href: at('/readyz'), type: 'application/json' }],
    },
  ];
  return new Response(JSON.stringify({ linkset }, null, 2));
};
