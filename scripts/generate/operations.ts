import { asNode, header, literal, operationsOf, resolve, type Spec, type SpecOperation } from './spec.ts';

/** What the service needs of each operation at run time: where it is, who may call it, what it raises. */
export function renderOperations(spec: Spec): string {
  const operations = operationsOf(spec).map(({ method, path, operation }) => ({
    id: operation.operationId,
    kind: operation['x-bp-kind'],
    method,
    path,
    takesBody: operation.requestBody !== undefined,
    requiresBody: resolve(spec, operation.requestBody).required === true,
    success: successOf(spec, operation),
    replay: operation['x-bp-replay'] ?? null,
    audit: operation['x-bp-audit'] ?? false,
    wordsOf: operation['x-bp-words-of'] ?? operation.operationId,
    security: operation.security.flatMap((requirement) =>
      Object.entries(requirement).map(([scheme, scopes]) => ({ scheme, scopes })),
    ),
    raises: operation['x-bp-raises'],
  }));
  const idsOf = (kind: string) =>
    operations.flatMap((operation) => (operation.kind === kind ? [`'${operation.id}'`] : [])).join(' | ');
  const schemes = Object.keys(spec.components.securitySchemes ?? {});
  return `${header}
import type { ErrorCode, Wording } from './catalogue.ts';

export type ContractOperationId = ${idsOf('contract')};
export type OperationsOperationId = ${idsOf('operations')};
export type SiteOperationId = ${idsOf('site')};
export type WebhookOperationId = ${idsOf('webhook')};
export type OperationId = ContractOperationId | OperationsOperationId | SiteOperationId | WebhookOperationId;

export const securitySchemes = ${literal(schemes)} as const;
export type SecurityScheme = (typeof securitySchemes)[number];

type Common = {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly takesBody: boolean;
  readonly requiresBody: boolean;
  /** What a good answer has: its status, and its Cache-Control. */
  readonly success: { readonly status: number; readonly cacheControl: string | null };
  /**
   * What a repeated request with an idempotency key gets once the secret part of the answer is past: the work anew, or
   * the answer without it. Null where the operation takes no key.
   */
  readonly replay: 'renew' | 'redact' | null;
  /** Whether it is kept who was answered with what. */
  readonly audit: boolean;
  /** The operation in whose words a refusal is told: its own, but for operations that speak about another. */
  readonly wordsOf: OperationId;
  /** Any one of these credentials will do; an API key needs all of the scopes. */
  readonly security: readonly { readonly scheme: SecurityScheme; readonly scopes: readonly string[] }[];
  /** The codes that it raises, with its own wording where it has one. */
  readonly raises: Readonly<Partial<Record<ErrorCode, Wording>>>;
};
export type Operation = Common &
  (
    | { readonly kind: 'contract'; readonly id: ContractOperationId }
    | { readonly kind: 'operations'; readonly id: OperationsOperationId }
    | { readonly kind: 'site'; readonly id: SiteOperationId }
    | { readonly kind: 'webhook'; readonly id: WebhookOperationId }
  );

export const operations: readonly Operation[] = ${literal(operations)};

/** The first prefix of a path says in which envelope its errors are. */
export const envelopes: readonly { readonly prefix: string; readonly envelope: 'flat' | 'nested' }[] = ${literal(spec['x-bp-envelopes'])};
`;
}

/** The status and the `Cache-Control` of the operation's good answer. */
function successOf(spec: Spec, operation: SpecOperation): { status: number; cacheControl: string | null } {
  const status = Object.keys(operation.responses).find((candidate) => candidate.startsWith('2'));
  const response = resolve(spec, operation.responses[status ?? '']);
  const header = resolve(spec, asNode(response.headers)['Cache-Control']);
  const cacheControl = asNode(header.schema).const;
  return { status: Number(status), cacheControl: typeof cacheControl === 'string' ? cacheControl : null };
}
