import { STATUS_CODES } from 'node:http';
import type { Language } from '../languages.ts';
import { type ErrorArticle, errorArticlesIn } from './errors.ts';

export type ErrorGroup = {
  readonly status: number;
  /** `Bad Request`: HTTP's own name, the same in each language. */
  readonly name: string;
  readonly anchor: string;
  readonly articles: readonly ErrorArticle[];
};

/** The articles of the catalogue by their status, the lowest first. */
export function errorGroupsIn(language: Language): readonly ErrorGroup[] {
  const sorted = errorArticlesIn(language).toSorted((a, b) => a.status - b.status);
  return [...Map.groupBy(sorted, ({ status }) => status)].map(([status, articles]) => ({
    status,
    name: STATUS_CODES[status] ?? '',
    anchor: `status-${status}`,
    articles,
  }));
}
