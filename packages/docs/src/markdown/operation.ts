import type { Language } from '../languages.ts';
import { anchorOf } from '../model/errors.ts';
import type { Field } from '../model/fields.ts';
import type { Operation } from '../model/operation.ts';
import { practicesOf } from '../model/practices.ts';
import { samplesOf } from '../samples/index.ts';
import { fill, type Texts, texts } from '../texts/index.ts';
import { fenced, table } from './document.ts';

/** The page of an operation as Markdown: the same sections in the same order. */
export function operationMarkdown(operation: Operation, language: Language): string {
  const { operations: text } = texts[language];
  const { credentials, parameters, success, failures } = operation;
  const sections = [
    `\`${operation.method} ${operation.path}\``,
    operation.lead,
    operation.rest,
    ...(operation.isForCallers ? [`## ${text.request}`] : []),
    ...samplesOf(operation).map(({ label, code, highlight }) => `### ${label}\n\n${fenced(code, highlight)}`),
    `## ${text.authentication.title}`,
    ...(credentials.length === 0 ? [text.authentication.none] : []),
    ...(credentials.length > 1 ? [text.authentication.either] : []),
    ...credentials.map(({ scheme, description, scopes }) =>
      [
        `**${text.authentication.schemes[scheme] ?? scheme}**: ${description.trim()}`,
        ...scopes.map((scope) => fill(text.authentication.scope, { scope: `\`${scope}\`` })),
      ].join(' '),
    ),
    ...(parameters.length > 0 ? [`## ${text.parameters.title}`, fieldList(parameters, text)] : []),
    ...bodySection(operation, text),
    `## ${text.response.title}`,
    `**${success.status}**: ${success.description}`,
    success.fields.length > 0 ? fieldList(success.fields, text) : text.response.noJson,
    ...success.examples.map(({ value }) => fenced(JSON.stringify(value, null, 2), 'json')),
    ...(operation.opensPortal
      ? [
          `## ${text.portal.title}`,
          text.portal.text,
          table([text.portal.feature, text.portal.description], text.portal.features),
        ]
      : []),
    `## ${text.errors.title}`,
    text.errors.text,
    ...failures.flatMap(({ status, examples }) =>
      examples.map(({ name, summary, value }) => {
        const [code = ''] = name.split(' ');
        const remedy = operation.errors.find((article) => article.code === code)?.remedy ?? '';
        const link = `[${code}](/api/errors/#${anchorOf(code)})`;
        return `**${status} ${link}**: ${summary}. ${remedy}\n\n${fenced(JSON.stringify(value, null, 2), 'json')}`;
      }),
    ),
    text.errors.everywhere,
    ...practices(operation, text),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function bodySection({ body, method }: Operation, { body: text, ...rest }: Texts['operations']): string[] {
  if (body === undefined) return method === 'GET' ? [] : [`## ${text.title}`, text.none];
  const need = body.required ? text.required : text.optional;
  return [`## ${text.title}`, need, fieldList(body.fields, { body: text, ...rest })];
}

function practices(operation: Operation, text: Texts['operations']): string[] {
  const list = practicesOf(operation, text).map(([name, advice]) => `- **${name}**: ${advice}`);
  return list.length > 0 ? [`## ${text.practices.title}`, list.join('\n')] : [];
}

function fieldList(fields: readonly Field[], { field: text }: Texts['operations']): string {
  return fields
    .map((field) => {
      const facts = [
        field.type,
        ...(field.required ? [text.required] : []),
        ...(field.default === undefined ? [] : [`${text.default} \`${JSON.stringify(field.default)}\``]),
        ...field.limits.map(({ keyword, value }) => fill(text.limits[keyword], { value })),
        ...(field.values.length > 0 && field.values.length <= 12
          ? [`${text.values} ${field.values.map((value) => `\`${value}\``).join(', ')}`]
          : []),
      ];
      return `- \`${field.name}\` (${facts.join('; ')}): ${field.description.trim().replace(/\s+/g, ' ')}`;
    })
    .join('\n');
}
