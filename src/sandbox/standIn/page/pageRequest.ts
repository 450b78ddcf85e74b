import type { Cause } from '../events/publisher.ts';

/** A request for a page. */
export type PageRequest = {
  /** HEAD is GET here. */
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly acceptLanguage: string | undefined;
  readonly cause: Cause;
};
