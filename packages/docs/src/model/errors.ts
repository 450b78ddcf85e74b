import { documents } from '../../../../generated/documents.ts';
import type { Language } from '../../../../generated/languages.ts';

/** The two shapes that an error's body can have, by the contract of the path. */
export type Envelope = 'nested' | 'flat';

/** Texts as they go over the wire: always in English. */
type Words = {
  readonly message?: string;
  readonly variants?: Readonly<Record<string, string>>;
  /** Messages for single fields that failed. */
  readonly details?: Readonly<Record<string, string>>;
};

/** Words with what they mean in the reader's language, which the English catalogue does not have. */
export type TranslatedWords = Words & { readonly translation?: Words };

/** All that a reader is told about one code. Messages may hold `{names}` that a request's own values replace. */
export type ErrorArticle = TranslatedWords & {
  readonly code: string;
  readonly docUrl: string;
  readonly status: number;
  readonly origin: 'billing-portal' | 'organization' | 'service';
  readonly raised: true | 'later' | 'elsewhere';
  readonly title: string;
  readonly message: string;
  readonly cause: string;
  readonly remedy: string;
  readonly retryable: boolean;
  readonly actor: 'caller' | 'user' | 'operator' | 'nobody';
  readonly mistakes?: readonly string[];
  readonly raisedBy: readonly (TranslatedWords & {
    readonly operationId: string;
    readonly method: string;
    readonly path: string;
  })[];
  readonly examples: Readonly<Partial<Record<Envelope, unknown>>>;
};

/** The articles of the catalogue in a language, in the catalogue's order. */
export function errorArticlesIn(language: Language): readonly ErrorArticle[] {
  return documents[language].errors as readonly ErrorArticle[];
}

/** The code as an anchor, the same in each language: lower-kebab case. */
export const anchorOf = (code: string) => code.toLowerCase().replaceAll('_', '-');
