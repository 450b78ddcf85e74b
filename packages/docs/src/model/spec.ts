import { documents } from '../../../../generated/documents.ts';
import type { Language } from '../../../../generated/languages.ts';

export type Node = Readonly<Record<string, unknown>>;

export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly pattern?: string;
};

export type Example = { readonly summary?: string; readonly value: unknown };
export type Content = Readonly<
  Record<string, { readonly schema?: Schema; readonly examples?: Readonly<Record<string, Example | Ref>> }>
>;
export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example | Ref>>;
};
export type Header = { readonly description?: string; readonly required?: boolean; readonly schema?: Schema };
export type Response = {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header | Ref>>;
  readonly content?: Content;
};
export type RequestBody = {
  readonly required?: boolean;
  readonly description?: string;
  readonly content: Content;
};
export type Ref = { readonly $ref: string };

export type SpecOperation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly (Parameter | Ref)[];
  readonly requestBody?: RequestBody | Ref;
  readonly responses: Readonly<Record<string, Response | Ref>>;
  readonly 'x-bp-kind': string;
  readonly 'x-bp-raises': Readonly<Record<string, Node>>;
};

export type SecurityScheme = { readonly description: string; readonly bearerFormat?: string };

export type Spec = {
  readonly info: { readonly title: string; readonly summary: string; readonly version: string };
  readonly servers: readonly [{ readonly url: string }];
  readonly tags: readonly {
    readonly name: string;
    readonly description: string;
    readonly 'x-displayName'?: string;
  }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, SpecOperation>>>>;
  readonly components: { readonly securitySchemes: Readonly<Record<string, SecurityScheme>> };
};

/** The spec in a language, as `npm run generate` wrote it. */
export function specIn(language: Language): Spec {
  // The spec's own lint and tests say that it has this shape.
  return documents[language].spec as Spec;
}

/** The address that stands for the service's own in everything that is built; the running service puts its own there. */
export const placeholderUrl = specIn('en').servers[0].url;

/** Follows a reference to what it names. A node without one is given back as it is. */
export function resolve<T extends object>(spec: Spec, node: T | Ref): T {
  if (!('$ref' in node) || typeof node.$ref !== 'string') return node as T;
  const keys = node.$ref.split('/').slice(1);
  let target: unknown = spec;
  for (const key of keys) target = (target as Node)[key.replaceAll('~1', '/').replaceAll('~0', '~')];
  if (target === undefined) throw new Error(`${node.$ref} leads nowhere`);
  return resolve(spec, target as T | Ref);
}

/** Every operation with its method and path, in the spec's order; other keys of a path are no methods. */
export function operationsOf(spec: Spec): { method: string; path: string; operation: SpecOperation }[] {
  const methods = new Set(['get', 'put', 'post', 'delete', 'patch']);
  return Object.entries(spec.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}
