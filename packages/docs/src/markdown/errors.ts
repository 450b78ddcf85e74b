import type { Language } from '../languages.ts';
import { errorGroupsIn } from '../model/errorGroups.ts';
import type { ErrorArticle } from '../model/errors.ts';
import { placeholderUrl } from '../model/spec.ts';
import { listOf, messageOf, type Wording } from '../model/wordings.ts';
import { fill, type Texts, texts } from '../texts/index.ts';
import { fenced } from './document.ts';

/** The error catalogue as Markdown. */
export function errorsMarkdown(language: Language): string {
  const { errors: text } = texts[language];
  return [
    text.lead,
    text.advice
      .map(
        ([name, advice = '']) => `- **${name}**: ${fill(advice, { url: `${placeholderUrl}/api/errors/` })}`,
      )
      .join('\n'),
    ...errorGroupsIn(language).flatMap(({ status, name, articles }) => [
      `## ${status} ${name}`,
      ...articles.map((article) => articleMarkdown(article, text)),
    ]),
  ].join('\n\n');
}

function articleMarkdown(article: ErrorArticle, text: Texts['errors']): string {
  const { code, title, raised, mistakes = [], raisedBy, examples } = article;
  return [
    `### ${code}`,
    `**${title}**`,
    ...(raised === true ? [] : [`*${text.marks[raised]}*`]),
    ...messageOf(article).map((wording) => `> ${wordingMarkdown(wording)}`),
    `- **${text.why}**: ${article.cause}`,
    `- **${text.fix}**: ${article.remedy}`,
    `- **${text.retry.title}** ${article.retryable ? text.retry.yes : text.retry.no}`,
    `- **${text.actor.title}**: ${text.actor[article.actor]}`,
    ...mistakes.map((mistake) => `- **${text.mistakes}**: ${mistake}`),
    ...listOf(article, 'variants').map((wording) => `- **${text.alsoReads}**: ${wordingMarkdown(wording)}`),
    ...listOf(article, 'details').map((wording) => `- **${text.problems}**: ${wordingMarkdown(wording)}`),
    ...raisedBy.map((operation) => {
      const own = [...messageOf(operation), ...listOf(operation, 'variants')].map(wordingMarkdown);
      return [`- **${text.raisedBy}**: \`${operation.method} ${operation.path}\``, ...own].join('; ');
    }),
    ...(['nested', 'flat'] as const).flatMap((envelope) =>
      examples[envelope] === undefined
        ? []
        : [`${text.envelopes[envelope]}:\n\n${fenced(JSON.stringify(examples[envelope], null, 2), 'json')}`],
    ),
  ]
    .join('\n\n')
    .replace(/\n\n(?=- )/g, '\n')
    .replace(/^(> .*)\n(?=- )/gm, '$1\n\n');
}

/** The text of the wire, and after it what it means. */
const wordingMarkdown = ({ text, translation }: Wording) =>
  translation === undefined ? text : `${text} (${translation})`;
