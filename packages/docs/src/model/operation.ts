import type { Language } from '../../../../generated/languages.ts';
import { type ErrorArticle, errorArticlesIn } from './errors.ts';
import { type Field, fieldOf, fieldsOf } from './fields.ts';
import {
  type Content,
  operationsOf,
  type Parameter,
  type Ref,
  type Response,
  resolve,
  type SecurityScheme,
  type Spec,
  type SpecOperation,
  specIn,
} from './spec.ts';

export type Answer = {
  readonly status: string;
  readonly description: string;
  readonly headers: readonly Field[];
  readonly fields: readonly Field[];
  readonly mediaTypes: readonly string[];
  /** Bodies, by the example's name: for an error the code that it shows. */
  readonly examples: readonly {
    readonly name: string;
    readonly summary: string;
    readonly value: unknown;
  }[];
};

export type Credential = SecurityScheme & { readonly scheme: string; readonly scopes: readonly string[] };

/** All that the page of an operation says, from the spec of its language. */
export type Operation = {
  readonly id: string;
  /** The last part of the page's path. */
  readonly slug: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly title: string;
  /** Markdown: the first sentence stands beside the samples, the rest below. */
  readonly lead: string;
  readonly rest: string;
  /** Any one of them will do. */
  readonly credentials: readonly Credential[];
  readonly parameters: readonly (Field & { readonly in: string })[];
  readonly body?: {
    readonly required: boolean;
    readonly description: string;
    readonly fields: readonly Field[];
    readonly example: unknown;
  };
  readonly success: Answer;
  readonly failures: readonly Answer[];
  /** The codes that it raises, as the catalogue has them. */
  readonly errors: readonly ErrorArticle[];
  /** Whether callers of the API call it; Stripe alone calls a webhook. */
  readonly isForCallers: boolean;
  /** Whether its answer is the URL of a portal. */
  readonly opensPortal: boolean;
};

/** Every operation of the spec, in its order. */
export function operationsIn(language: Language): readonly Operation[] {
  const spec = specIn(language);
  const articles = errorArticlesIn(language);
  return operationsOf(spec).map(({ method, path, operation }) => {
    const answers = answersOf(spec, operation);
    const [success] = answers.filter(({ status }) => status < '300');
    if (success === undefined) throw new Error(`${operation.operationId} has no answer below 300`);
    const { lead, rest } = splitLead(operation.description);
    return {
      id: operation.operationId,
      slug: kebab(operation.operationId),
      method,
      path,
      tag: operation.tags[0] ?? '',
      title: operation.summary,
      lead,
      rest,
      credentials: credentialsOf(spec, operation),
      parameters: (operation.parameters ?? []).map((reference) => parameterOf(spec, reference)),
      ...bodyOf(spec, operation),
      success,
      failures: answers.filter(({ status }) => status >= '400'),
      errors: articles.filter(({ code }) => operation['x-bp-raises'][code] !== undefined),
      isForCallers: operation['x-bp-kind'] !== 'webhook',
      opensPortal: opensPortal(spec, operation),
    };
  });
}

/** The path of an operation's page, without a language. */
export const pathOf = ({ slug }: Pick<Operation, 'slug'>) => `/docs/api/${slug}/`;

function parameterOf(spec: Spec, reference: Parameter | Ref): Operation['parameters'][number] {
  const parameter = resolve(spec, reference);
  const { name, required = false, schema = {}, description, examples, in: place } = parameter;
  const field = fieldOf(spec, name, schema, required);
  const [example] = Object.values(examples ?? {}).map((one) => resolve(spec, one).value);
  return {
    ...field,
    description: description ?? field.description,
    example: parameter.example ?? example ?? field.example,
    in: place,
  };
}

function credentialsOf(spec: Spec, { security }: SpecOperation): Credential[] {
  return security.flatMap((requirement) =>
    Object.entries(requirement).map(([scheme, scopes]) => {
      const described = spec.components.securitySchemes[scheme];
      if (described === undefined) throw new Error(`${scheme} is no security scheme of the spec`);
      return { ...described, scheme, scopes };
    }),
  );
}

function bodyOf(spec: Spec, { requestBody }: SpecOperation): Pick<Operation, 'body'> {
  if (requestBody === undefined) return {};
  const { required = false, description = '', content } = resolve(spec, requestBody);
  const { schema = {} } = content['application/json'] ?? {};
  const [example] = examplesOf(spec, content);
  return { body: { required, description, fields: fieldsOf(spec, schema), example: example?.value } };
}

function answersOf(spec: Spec, { responses }: SpecOperation): Answer[] {
  return Object.entries(responses).map(([status, reference]) => {
    const response: Response = resolve(spec, reference);
    const { schema } = response.content?.['application/json'] ?? {};
    return {
      status,
      description: response.description,
      headers: Object.entries(response.headers ?? {}).map(([name, header]) => {
        const { schema: type = {}, required = false, description = '' } = resolve(spec, header);
        return { ...fieldOf(spec, name, type, required), description };
      }),
      fields: schema === undefined ? [] : fieldsOf(spec, schema),
      mediaTypes: Object.keys(response.content ?? {}),
      examples: examplesOf(spec, response.content ?? {}),
    };
  });
}

function examplesOf(spec: Spec, content: Content): Answer['examples'] {
  return Object.entries(content['application/json']?.examples ?? {}).map(([name, reference]) => {
    const { summary = '', value } = resolve(spec, reference);
    return { name, summary, value };
  });
}

function opensPortal(spec: Spec, { responses }: SpecOperation): boolean {
  return Object.entries(responses).some(([status, reference]) => {
    const { content } = resolve(spec, reference);
    const { properties = {} } = resolve(spec, content?.['application/json']?.schema ?? {});
    return status < '300' && Object.values(properties).some(({ $ref }) => $ref?.endsWith('/PortalUrl'));
  });
}

/** The first paragraph, and what comes after it. */
function splitLead(description: string): { lead: string; rest: string } {
  const [lead = '', ...rest] = description.trim().split(/\n\n+/);
  return { lead, rest: rest.join('\n\n') };
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
