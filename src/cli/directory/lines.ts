const newline = 0x0a;

/**
 * Splits bytes into lines, without their newlines, as they come. Not by `readline`: that breaks lines at U+2028, too,
 * which JSON allows inside a text.
 *
 * @example for await (const line of readLines(process.stdin)) …
 */
export async function* readLines(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let begun: Uint8Array[] = [];
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      yield Buffer.concat([...begun, chunk.subarray(start, end)]);
      begun = [];
      start = end + 1;
    }
    begun.push(chunk.subarray(start));
  }
  const last = Buffer.concat(begun);
  if (last.length > 0) yield last;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text of a line, without a byte order mark; undefined where it is not UTF-8. */
export function decodeLine(line: Uint8Array): string | undefined {
  try {
    return utf8.decode(line);
  } catch {
    return undefined;
  }
}
