import type { Language } from '../../../../generated/languages.ts';
import { en } from './en/index.ts';
import { ja } from './ja/index.ts';
import { ko } from './ko/index.ts';

export type Texts = typeof en;

/** The texts of each language. */
export const texts: Readonly<Record<Language, Texts>> = { en, ja, ko };

/**
 * Puts values in the place of a text's `{names}`.
 *
 * @example fill('at most {value} characters', { value: '100' })
 */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
