import { fill } from '../texts/index.ts';
import type { ErrorArticle, TranslatedWords } from './errors.ts';

/** A text as it goes over the wire, with what it means where the reader's language is another. */
export type Wording = { readonly text: string; readonly translation: string | undefined };

/** The message, where there is one. */
export function messageOf({ message, translation }: TranslatedWords): readonly Wording[] {
  return message === undefined ? [] : [{ text: message, translation: translation?.message }];
}

/** The `variants` or the `details`, in their order. */
export function listOf(words: TranslatedWords, kind: 'variants' | 'details'): readonly Wording[] {
  return Object.entries(words[kind] ?? {}).map(([key, text]) => ({
    text,
    translation: words.translation?.[kind]?.[key],
  }));
}

/**
 * What the message of an answer means in the reader's language: by the operation's own words, else by the article's.
 *
 * @returns undefined in English, and where a part of it has no translation.
 * @example translationOf(article, 'openSubscriptionsPortal', 'returnUrl is required.')
 */
export function translationOf(
  article: ErrorArticle,
  operationId: string,
  message: string,
): string | undefined {
  const own = article.raisedBy.find((operation) => operation.operationId === operationId) ?? {};
  const wordings = [own, article].flatMap((words) => [...listOf(words, 'variants'), ...messageOf(words)]);
  return translate(message, wordings, listOf(article, 'details'));
}

function translate(
  message: string,
  wordings: readonly Wording[],
  details: readonly Wording[],
): string | undefined {
  for (const { text, translation } of wordings) {
    const values = translation === undefined ? undefined : valuesIn(message, text);
    if (translation === undefined || values === undefined) continue;
    const { problem } = values;
    if (problem === undefined) return fill(translation, values);
    const meaning = translate(problem, details, []);
    if (meaning !== undefined) return fill(translation, { ...values, problem: meaning });
  }
  return undefined;
}

/** The values that a message has in the place of a text's `{names}`; undefined where it does not fit the text. */
function valuesIn(message: string, text: string): Readonly<Record<string, string>> | undefined {
  // Every second part is a name.
  const pattern = text
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 1 ? `(?<${part}>.+)` : RegExp.escape(part)))
    .join('');
  const found = new RegExp(`^${pattern}$`, 's').exec(message);
  return found === null ? undefined : { ...found.groups };
}
