/** Writes what the command is for, to standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes what a person is to know besides, to standard error. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Writes the one value that `--json` promises. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}

type Row = readonly (string | null | undefined)[];

/**
 * Lays out rows under headings. A cell without a value shows as a dash.
 *
 * @example table(['id', 'used'], [['k1', null]]) // 'id  used\nk1  -'
 */
export function table(headings: readonly string[], rows: readonly Row[]): string {
  return columns([headings, ...rows]);
}

/** The same without headings. */
export function columns(rows: readonly Row[]): string {
  const lines = rows.map((row) => row.map((cell) => visible(cell ?? '-')));
  const widthOf = (column: number) => Math.max(...lines.map((line) => line[column]?.length ?? 0));
  const widths = lines[0]?.map((_, column) => widthOf(column)) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A text in quotation marks, cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** Ids come from outside: one must not steer the terminal, break a line or change the direction of the writing. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
