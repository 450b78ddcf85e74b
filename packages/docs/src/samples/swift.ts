import { indentedJson, type SampleRequest } from './request.ts';

/** With Foundation's URLSession, for Apple's platforms and Linux. */
export function swift({ method, url, credential, accept, body }: SampleRequest): string {
  const variable = credential?.kind === 'apiKey' ? 'apiKey' : 'accessToken';
  return [
    'import Foundation',
    '',
    ...(credential === undefined ? [] : [`let ${variable} = "${credential.placeholder}"`, '']),
    `var request = URLRequest(url: URL(string: "${url}")!)`,
    ...(method === 'GET' ? [] : [`request.httpMethod = "${method}"`]),
    ...(credential === undefined
      ? []
      : [`request.setValue("Bearer \\(${variable})", forHTTPHeaderField: "Authorization")`]),
    ...(accept === undefined ? [] : [`request.setValue("${accept}", forHTTPHeaderField: "Accept")`]),
    ...(body === undefined
      ? []
      : [
          'request.setValue("application/json", forHTTPHeaderField: "Content-Type")',
          `request.httpBody = try JSONSerialization.data(withJSONObject: ${literal(body)} as [String: Any])`,
        ]),
    '',
    'let (data, response) = try await URLSession.shared.data(for: request)',
    'print((response as! HTTPURLResponse).statusCode, String(decoding: data, as: UTF8.self))',
    '',
  ].join('\n');
}

/** A JSON value as Swift writes it: brackets for objects too, and NSNull() for null. */
function literal(value: unknown): string {
  return indentedJson(value).replace(/"(?:[^"\\]|\\.)*"|[{}]|\bnull\b/g, (token) => {
    if (token === 'null') return 'NSNull()';
    return token === '{' ? '[' : token === '}' ? ']' : token;
  });
}
