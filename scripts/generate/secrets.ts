import { header, literal, type Spec } from './spec.ts';

/**
 * The names of the fields and headers that `x-bp-secret` marks in the spec: a marked schema's properties, properties
 * that refer to a marked schema, and the header in which a marked security scheme travels.
 */
export function secretNames(spec: Spec): string[] {
  const schemas = spec.components.schemas ?? {};
  const marked = new Set(
    Object.entries(schemas).flatMap(([name, schema]) =>
      isMarked(schema) ? [`#/components/schemas/${name}`] : [],
    ),
  );
  const names = new Set<string>();
  if (Object.values(spec.components.securitySchemes ?? {}).some(isMarked)) names.add('authorization');
  visit(spec, (node) => {
    for (const [name, property] of Object.entries(asObject(node.properties))) {
      const schema = asObject(property);
      if (isMarked(schema) || (typeof schema.$ref === 'string' && marked.has(schema.$ref))) names.add(name);
    }
  });
  return [...names].sort();
}

export function renderSecrets(spec: Spec): string {
  return `${header}
/** Fields and headers whose values may never be logged. */
export const secretNames = ${literal(secretNames(spec))} as const;
`;
}

function asObject(node: unknown): Record<string, unknown> {
  return node !== null && typeof node === 'object' ? { ...node } : {};
}

function isMarked(node: unknown): boolean {
  return asObject(node)['x-bp-secret'] === true;
}

function visit(node: unknown, see: (node: Record<string, unknown>) => void): void {
  if (node === null || typeof node !== 'object') return;
  const fields = asObject(node);
  see(fields);
  for (const value of Object.values(fields)) visit(value, see);
}
