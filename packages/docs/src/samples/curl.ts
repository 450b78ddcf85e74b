import { indentedJson, type SampleRequest } from './request.ts';

/** A line for a shell. `--fail-with-body` tells a script that the answer is an error, and still shows it. */
export function curl({ method, url, credential, accept, body }: SampleRequest): string {
  return [
    method === 'GET' ? `curl --fail-with-body ${url}` : `curl --fail-with-body -X ${method} ${url}`,
    ...(credential === undefined ? [] : [`-H "Authorization: Bearer $${credential.variable}"`]),
    ...(accept === undefined ? [] : [`-H 'Accept: ${accept}'`]),
    ...(body === undefined
      ? []
      : [
          "-H 'Content-Type: application/json'",
          `-d '${indentedJson(body, '  ').replaceAll("'", String.raw`'\''`)}'`,
        ]),
  ].join(' \\\n  ');
}
