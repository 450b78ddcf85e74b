import type { SampleRequest } from './request.ts';

/** The request as it goes over the wire. */
export function http({ method, url, path, credential, accept, body }: SampleRequest): string {
  const text = body === undefined ? '' : JSON.stringify(body, null, 2);
  return [
    `${method} ${path} HTTP/1.1`,
    `Host: ${new URL(url).host}`,
    ...(credential === undefined ? [] : [`Authorization: Bearer ${credential.placeholder}`]),
    ...(accept === undefined ? [] : [`Accept: ${accept}`]),
    ...(body === undefined ? [] : ['Content-Type: application/json']),
    ...(method === 'GET' ? [] : [`Content-Length: ${new TextEncoder().encode(text).length}`]),
    '',
    text,
  ].join('\n');
}
