import type { Texts } from '../texts/index.ts';
import type { Operation } from './operation.ts';

/** The best practices for an operation: a name and an advice each. */
export function practicesOf(
  { id, opensPortal }: Pick<Operation, 'id' | 'opensPortal'>,
  { practices }: Texts['operations'],
): readonly (readonly string[])[] {
  return practices.operations[id] ?? (opensPortal ? practices.portal : []);
}
