import { type Translated, termFaults } from './glossary.ts';

/** Texts that may be the same in each language. */
const same = new Set(['API', 'Apache-2.0', 'Billing Portal', 'Billing Portal API']);

const script = { ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u, ko: /\p{Script=Hangul}/u };
const foreign = { ja: script.ko, ko: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u };

/** What is the same in each language, each kind found in what the kinds before it left over. */
const verbatim = [
  ['{name}', /\{\w+\}/g],
  ['code', /`[^`]+`/g],
  ['URL', /https?:\/\/[\w./#-]*[\w/]/g],
  ['media type', /\b(?:application|text)\/\w+/g],
  ['path', /(?<![\w~])\/\w[\w/{}.-]*[\w/}]/g],
  ['scope', /\b[a-z]+:[a-z]+\b/g],
  ['code or variable', /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g],
  ['field', /\b[a-z]+(?:[A-Z][a-z]+)+\b/g],
  ['header', /\b[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)+\b/g],
] as const;

/** What the translation has to name where the English does; it may name more. */
const kept = /\b(?:[A-Z]{3,}|RateLimit|OpenAPI|Stripe|Redis|Zod|Bearer|Authorization|curl|\d+)\b/g;

/** Takes a text apart: what stays as it is, by its kind, and the prose around it. */
function takeApart(text: string): { tokens: string[]; prose: string } {
  const tokens: string[] = [];
  let prose = text;
  for (const [kind, pattern] of verbatim)
    prose = prose.replaceAll(pattern, (token) => {
      tokens.push(`${kind} ${token}`);
      return '·';
    });
  return { tokens, prose };
}

/**
 * What is wrong with a translation as far as a program can tell: missing or the same as the English, in another language,
 * a name or code lost or changed, an English sentence left, or a term that is not the glossary's.
 */
export function textFaults(english: string, translation: unknown, language: Translated): string[] {
  if (typeof translation !== 'string' || translation.trim() === '') return ['has no translation'];
  const from = takeApart(english);
  const to = takeApart(translation);
  const named = new Set(translation.match(/\w+/g));
  const isSame = same.has(translation.trim());
  return [
    ...(translation === english && !isSame ? ['is the same as its source'] : []),
    ...(script[language].test(translation) || isSame ? [] : [`is not in the language ${language}`]),
    ...(foreign[language].test(to.prose.replaceAll(/[「」]/g, '')) ? ['has words of another language'] : []),
    ...missingFrom(to.tokens, from.tokens).map((token) => `lost: ${token}`),
    ...missingFrom(from.tokens, to.tokens).map((token) => `added: ${token}`),
    ...(from.prose.match(kept) ?? []).filter((word) => !named.has(word)).map((word) => `lost: ${word}`),
    ...(to.prose.match(/[A-Za-z][\w'’-]*(?:[ ,;.]+[A-Za-z][\w'’-]*){3,}/g) ?? []).map(
      (rest) => `English: ${rest}`,
    ),
    ...termFaults(from.prose, to.prose, language),
  ];
}

const missingFrom = (list: readonly string[], wanted: readonly string[]) => [
  ...new Set(wanted.filter((token) => !list.includes(token))),
];
