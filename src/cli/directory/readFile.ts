import { decodeLine, readLines } from './lines.ts';
import { type ParsedLine, parseLine } from './parseLine.ts';
import type { WrongLine } from './wrongLines.ts';

export type ParsedFile = {
  readonly entries: readonly ParsedLine[];
  readonly wrong: readonly WrongLine[];
  /** Lines without anything in them, which are passed over. */
  readonly blank: number;
};

/**
 * Reads JSON lines as they come, to the end, also after a wrong one.
 *
 * @param input bytes in UTF-8.
 */
export async function readDirectoryFile(input: AsyncIterable<Uint8Array>): Promise<ParsedFile> {
  const entries: ParsedLine[] = [];
  const wrong: WrongLine[] = [];
  let blank = 0;
  let line = 0;
  for await (const bytes of readLines(input)) {
    line++;
    const text = decodeLine(bytes);
    if (text === undefined) {
      wrong.push({ line, problem: 'this is not UTF-8' });
      continue;
    }
    if (text.trim() === '') {
      blank++;
      continue;
    }
    const parsed = parseLine(line, text);
    if ('problems' in parsed) wrong.push({ line, problem: parsed.problems.join('; ') });
    else entries.push(parsed);
  }
  return { entries, wrong, blank };
}
