/** The parts of openapi.yaml that the generators read. */
export type Spec = {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, SpecOperation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly 'x-bp-envelopes': readonly { readonly prefix: string; readonly envelope: string }[];
  readonly 'x-bp-errors': Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

export type SpecOperation = {
  readonly operationId: string;
  readonly summary?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly 'x-bp-kind': string;
  readonly 'x-bp-replay'?: string;
  readonly 'x-bp-audit'?: boolean;
  readonly 'x-bp-words-of'?: string;
  readonly 'x-bp-raises': Readonly<Record<string, unknown>>;
};

/** Every operation of the spec, with its method and path, in the spec's order. */
export function operationsOf(spec: Spec): { method: string; path: string; operation: SpecOperation }[] {
  return Object.entries(spec.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
  );
}

export const header = '// Written by `npm run generate` from openapi.yaml. Do not edit.\n';

/** A value as TypeScript source. */
export const literal = (value: unknown) => JSON.stringify(value, null, 2);

export type Json = Readonly<Record<string, unknown>>;

/** Follows references until there is none. */
export function resolve(spec: Spec, node: unknown): Json {
  const { $ref } = asNode(node);
  if (typeof $ref !== 'string') return asNode(node);
  const target = $ref
    .split('/')
    .slice(1)
    .reduce<unknown>((found, key) => asNode(found)[key], spec);
  return resolve(spec, target);
}

/** An object's fields; none of anything else. */
export function asNode(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
