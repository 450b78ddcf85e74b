import { objectLiteral, type SampleRequest } from './request.ts';

/** With `fetch`, for Node.js and browsers. */
export function javascript(request: SampleRequest): string {
  const { method, url, credential, accept, body, answersJson, opensPortal } = request;
  const variable = credential?.kind === 'apiKey' ? 'apiKey' : 'accessToken';
  const headers = [
    ...(credential === undefined ? [] : [`    Authorization: \`Bearer \${${variable}}\`,`]),
    ...(accept === undefined ? [] : [`    Accept: '${accept}',`]),
    ...(body === undefined ? [] : ["    'Content-Type': 'application/json',"]),
  ];
  const options = [
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    ...(headers.length === 0 ? [] : ['  headers: {', ...headers, '  },']),
    ...(body === undefined ? [] : [`  body: JSON.stringify(${objectLiteral(body, '  ')}),`]),
  ];
  return [
    ...(credential === undefined ? [] : [`const ${variable} = process.env.${credential.variable};`, '']),
    options.length === 0
      ? `const response = await fetch('${url}');`
      : `const response = await fetch('${url}', {\n${options.join('\n')}\n});`,
    ...(answersJson
      ? [
          'const body = await response.json();',
          'if (!response.ok) throw new Error(JSON.stringify(body));',
          `console.log(${opensPortal ? 'body.url' : 'body'});`,
        ]
      : ['console.log(response.status, await response.text());']),
    '',
  ].join('\n');
}
