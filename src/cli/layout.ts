import { visible } from './output.ts';

/** Reads well in a terminal of this many columns. */
const width = 100;

/** A part of the text under its heading. */
export function section(heading: string, ...parts: readonly string[]): string {
  return [heading, ...parts.map((part) => indented(part, 2))].join('\n');
}

export function indented(text: string, columns: number): string {
  return text.replaceAll(/^(?=.)/gm, ' '.repeat(columns));
}

/**
 * Text in lines that fit, the later ones further in. Control characters are made visible.
 *
 * @param indentation what the text is indented by later on.
 */
export function wrapped(text: string, indentation = 2, hanging = 0): string {
  const room = width - indentation;
  const lines: string[] = [];
  let line = '';
  for (const word of visible(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && longer.length > room) {
      lines.push(line);
      line = `${' '.repeat(hanging)}${word}`;
    } else line = longer;
  }
  return [...lines, line].join('\n');
}

/** A heading of an item, and what there is to say of it, further in. */
export function item(heading: string, ...details: readonly string[]): string {
  return [wrapped(heading, 2, 2), ...details.map((detail) => indented(wrapped(detail, 4), 2))].join('\n');
}

/** A time to the second: the rest is for `--json`. */
export function shortTime(time: string | null): string | null {
  return time === null ? null : time.replace(/\.\d{3}Z$/, 'Z');
}
