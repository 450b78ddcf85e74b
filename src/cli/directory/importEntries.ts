import type { Store } from '../../store/connection.ts';
import type { CountedImportOptions, ImportChanges } from '../../store/directoryChanges.ts';
import { type DirectoryEntry, DirectoryLineError } from '../../store/directoryEntry.ts';
import { mostTold, type WrongLine, wrongLinesFailure } from './wrongLines.ts';

type Directory = Pick<Store['directory'], 'importAndCount'>;

/**
 * Imports entries, all or nothing. The store names the first line that does not go with what it has; a person wants to
 * see the others, too, so they are looked for in dry runs, each without the wrong lines found so far.
 *
 * @throws CommandFailure that names the wrong lines.
 */
export async function importEntries(
  directory: Directory,
  entries: readonly DirectoryEntry[],
  options: CountedImportOptions,
): Promise<ImportChanges> {
  try {
    return await directory.importAndCount(entries, options);
  } catch (error) {
    if (!(error instanceof DirectoryLineError)) throw error;
    const wrong = [wrongLineOf(error), ...(await furtherWrongLines(directory, entries, options, error.line))];
    throw wrongLinesFailure(wrong, { more: wrong.length >= mostTold });
  }
}

async function furtherWrongLines(
  directory: Directory,
  entries: readonly DirectoryEntry[],
  options: CountedImportOptions,
  firstLine: number,
): Promise<readonly WrongLine[]> {
  const wrong: WrongLine[] = [];
  let others = entries.filter(({ line }) => line !== firstLine);
  while (wrong.length < mostTold - 1) {
    try {
      await directory.importAndCount(others, { ...options, dryRun: true });
      return wrong;
    } catch (error) {
      if (!(error instanceof DirectoryLineError)) throw error;
      wrong.push(wrongLineOf(error));
      others = others.filter(({ line }) => line !== error.line);
    }
  }
  return wrong;
}

function wrongLineOf(error: DirectoryLineError): WrongLine {
  return { line: error.line, problem: error.message.replace(/^line \d+: /, '') };
}
