import { CommandFailure } from '../commandFailure.ts';
import { visible } from '../output.ts';

/** A line that cannot be imported, and why, in words that follow on its number. */
export type WrongLine = { readonly line: number; readonly problem: string };

/** As many as a person reads at once; the count tells the rest. */
export const mostTold = 20;

/**
 * The failure of an import whose file has wrong lines.
 *
 * @param more whether there may be others that were not looked for.
 */
export function wrongLinesFailure(wrong: readonly WrongLine[], { more = false } = {}): CommandFailure {
  const told = wrong
    .toSorted((a, b) => a.line - b.line)
    .slice(0, mostTold)
    .map(({ line, problem }) => `  line ${line}: ${visible(problem)}`);
  const rest = wrong.length - told.length;
  const count = wrong.length === 1 ? '1 line is wrong' : `${wrong.length} lines are wrong`;
  return new CommandFailure(
    [
      `${more ? 'At least ' : ''}${count}, so nothing was written:`,
      ...told,
      ...(rest > 0 ? [`  … and ${rest} more.`] : []),
    ].join('\n'),
  );
}
