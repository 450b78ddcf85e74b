import { objectLiteral, type SampleRequest } from './request.ts';

/** With the typed client: one method for each operation, named like it; it takes what stands in the path, then the body. */
export function typescript(request: SampleRequest): string {
  const { operationId, url, path, pathValues, credential, body, answersBody, opensPortal } = request;
  const option = credential?.kind === 'apiKey' ? 'apiKey' : 'token';
  const options = [
    `  baseUrl: '${url.slice(0, -path.length)}',`,
    `  ${option}: process.env.${credential?.variable ?? 'USER_TOKEN'} ?? '',`,
  ];
  const values = pathValues.map((value) => `'${value}'`);
  const call = [...values, ...(body === undefined ? [] : [objectLiteral(body)])].join(', ');
  return [
    "import { createBillingPortalClient } from '@billing-portal/client';",
    '',
    `const client = createBillingPortalClient({\n${options.join('\n')}\n});`,
    '',
    ...(answersBody
      ? [
          `const answer = await client.${operationId}(${call});`,
          `console.log(${opensPortal ? 'answer.url' : 'answer'});`,
        ]
      : [`await client.${operationId}(${call});`]),
    '',
  ].join('\n');
}
