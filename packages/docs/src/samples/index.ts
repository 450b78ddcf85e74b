import type { Operation } from '../model/operation.ts';
import { curl } from './curl.ts';
import { http } from './http.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';
import { type SampleRequest, sampleRequest } from './request.ts';
import { swift } from './swift.ts';
import { typescript } from './typescript.ts';

type Writer = {
  /** Names the language in the reader's choice. */
  readonly id: string;
  /** As its users write it, in any language of the reader. */
  readonly label: string;
  /** The highlighter's name of it. */
  readonly highlight: string;
  readonly write: (request: SampleRequest) => string;
};

const writers: readonly Writer[] = [
  { id: 'curl', label: 'curl', highlight: 'bash', write: curl },
  { id: 'http', label: 'HTTP', highlight: 'http', write: http },
  { id: 'javascript', label: 'JavaScript', highlight: 'js', write: javascript },
  { id: 'typescript', label: 'TypeScript', highlight: 'ts', write: typescript },
  { id: 'swift', label: 'Swift', highlight: 'swift', write: swift },
  { id: 'python', label: 'Python', highlight: 'python', write: python },
];

export type Sample = Omit<Writer, 'write'> & { readonly code: string };

/**
 * The same request in each language; none of an operation that is not for callers.
 *
 * @example samplesOf(operation).find(({ id }) => id === 'curl')?.code
 */
export function samplesOf(operation: Operation): readonly Sample[] {
  if (!operation.isForCallers) return [];
  const request = sampleRequest(operation);
  return writers.map(({ write, ...sample }) => ({ ...sample, code: write(request) }));
}
