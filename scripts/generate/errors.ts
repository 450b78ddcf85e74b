import { asNode, type Json, operationsOf, resolve, type Spec } from './spec.ts';

/**
 * All that a reader is told about each code, in the catalogue's order: what the catalogue says, the operations that
 * raise it with their own words, and a whole body in each envelope that it is raised in. The bodies are the examples
 * of the operations; a code that none raises is shown in the nested envelope. docUrls begin with the spec's server.
 */
export function errorArticles(spec: Spec): readonly Json[] {
  const operations = operationsOf(spec);
  return Object.entries(spec['x-bp-errors']).map(([code, entry]) => {
    const docUrl = `${spec.servers[0]?.url}/api/errors/#${code.toLowerCase().replaceAll('_', '-')}`;
    const raising = operations.filter(({ operation }) => operation['x-bp-raises'][code] !== undefined);
    const examples: Record<string, unknown> = {};
    for (const { path, operation } of raising)
      examples[envelopeOf(spec, path)] ??= exampleOf(spec, operation.responses[`${entry.status}`], code);
    if (raising.length === 0) examples.nested = { error: { code, message: entry.message, docUrl } };
    const raisedBy = raising.map(({ method, path, operation }) => ({
      operationId: operation.operationId,
      method: method.toUpperCase(),
      path,
      ...asNode(operation['x-bp-raises'][code]),
    }));
    return { code, docUrl, ...entry, raisedBy, examples };
  });
}

/** The envelope of a path's errors: the first prefix that fits says it. */
function envelopeOf(spec: Spec, path: string): string {
  return spec['x-bp-envelopes'].find(({ prefix }) => path.startsWith(prefix))?.envelope ?? 'nested';
}

/** The answer's example that is named after the code. */
function exampleOf(spec: Spec, response: unknown, code: string): unknown {
  const content = asNode(resolve(spec, response).content);
  const examples = asNode(asNode(content['application/json']).examples);
  return resolve(spec, examples[code]).value;
}
