import { indentedJson, type SampleRequest } from './request.ts';

/** With Python's standard library alone. */
export function python(request: SampleRequest): string {
  const { method, url, credential, accept, body, answersJson, opensPortal } = request;
  const headers = [
    ...(credential === undefined
      ? []
      : [`        "Authorization": f"Bearer {os.environ['${credential.variable}']}",`]),
    ...(accept === undefined ? [] : [`        "Accept": "${accept}",`]),
    ...(body === undefined ? [] : ['        "Content-Type": "application/json",']),
  ];
  const options = [
    `    "${url}",`,
    ...(method === 'GET' ? [] : [`    method="${method}",`]),
    ...(headers.length === 0 ? [] : ['    headers={', ...headers, '    },']),
    ...(body === undefined ? [] : [`    data=json.dumps(${literal(body)}).encode(),`]),
  ];
  return [
    ...(answersJson || body !== undefined ? ['import json'] : []),
    ...(credential === undefined ? [] : ['import os']),
    'import urllib.request',
    '',
    options.length === 1
      ? `request = urllib.request.Request("${url}")`
      : `request = urllib.request.Request(\n${options.join('\n')}\n)`,
    'with urllib.request.urlopen(request) as response:',
    answersJson
      ? `    print(json.load(response)${opensPortal ? '["url"]' : ''})`
      : '    print(response.status, response.read().decode())',
    '',
  ].join('\n');
}

/** A JSON value as Python writes it: True, False and None in place of true, false and null. */
function literal(value: unknown): string {
  const words: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' };
  return indentedJson(value, '    ').replace(
    /"(?:[^"\\]|\\.)*"|\b(?:true|false|null)\b/g,
    (token) => words[token] ?? token,
  );
}
