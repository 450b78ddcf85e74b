import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export type Translated = 'ja' | 'ko';
type Term = Readonly<Record<Translated, string | readonly string[]>> & {
  readonly en: string;
  readonly never?: Readonly<Partial<Record<Translated, readonly string[]>>>;
};

const file = new URL('../../packages/docs/glossary.yaml', import.meta.url);
const { terms }: { terms: readonly Term[] } = parse(readFileSync(file, 'utf8'));

// The longest first: “billing portal” is not “billing”.
const longestFirst = terms.toSorted((a, b) => b.en.length - a.en.length);

/**
 * Where a translation does not keep to the glossary.
 *
 * @param english and @param translation without code, paths and URLs.
 */
export function termFaults(english: string, translation: string, language: Translated): string[] {
  let rest = english;
  return longestFirst.flatMap((term) => {
    const wanted = [term[language]].flat();
    const before = rest;
    rest = rest.replaceAll(patternOf(term), '·');
    const isLost = rest !== before && !wanted.some((word) => translation.includes(word));
    const forbidden = (term.never?.[language] ?? []).filter((word) => new RegExp(word).test(translation));
    return [
      ...(isLost ? [`“${term.en}” is ${wanted.join(' or ')} in the glossary`] : []),
      ...forbidden.map((word) => `“${term.en}” is never ${word}`),
    ];
  });
}

/** A term with a capital, such as a button's label, counts in this case only. */
function patternOf({ en }: Term): RegExp {
  const flags = en === en.toLowerCase() ? 'gi' : 'g';
  return new RegExp(`(?<![\\w-])${en.replaceAll(/[ -]/g, '[\\s-]')}s?(?![\\w-])`, flags);
}
