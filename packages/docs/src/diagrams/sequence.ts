/** A step of a sequence diagram: from one party to another, or within one where they are the same. */
export type Step = {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly answer?: true;
};
export type Sequence = { readonly parties: readonly string[]; readonly steps: readonly Step[] };

const column = 220;
const row = 46;
const head = 44;

/**
 * Draws a sequence diagram as SVG that takes its colours from the page's style sheet.
 *
 * @param alternative what the diagram says, for who does not see it.
 */
export function drawSequence({ parties, steps }: Sequence, alternative: string): string {
  const width = column * parties.length;
  const height = head + row * (steps.length + 1);
  const x = (party: number) => column * (party + 0.5);
  const lines = parties.map((name, party) =>
    [
      `<line class="lifeline" x1="${x(party)}" x2="${x(party)}" y1="${head}" y2="${height}"/>`,
      `<rect class="party" x="${x(party) - 92}" y="1" width="184" height="${head - 10}" rx="8"/>`,
      text(x(party), head / 2 - 4, name, 'name'),
    ].join(''),
  );
  const arrows = steps.map(({ from, to, label, answer }, index) => {
    const y = head + row * (index + 1);
    if (from === to) return note(x(from), y, label);
    const direction = Math.sign(to - from);
    const [start, end] = [x(from) + 4 * direction, x(to) - 4 * direction];
    const tip = `${end},${y} ${end - 8 * direction},${y - 5} ${end - 8 * direction},${y + 5}`;
    return [
      `<line class="${answer ? 'arrow answer' : 'arrow'}" x1="${start}" x2="${end}" y1="${y}" y2="${y}"/>`,
      `<polygon class="tip" points="${tip}"/>`,
      text((start + end) / 2, y - 9, label, 'label'),
    ].join('');
  });
  return [
    `<svg class="diagram" role="img" aria-label="${escaped(alternative)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" xmlns="http://www.w3.org/2000/svg">`,
    ...lines,
    ...arrows,
    '</svg>',
  ].join('');
}

/** What a party does by itself: a box on its line. */
function note(x: number, y: number, label: string): string {
  return `<rect class="note" x="${x - 104}" y="${y - 17}" width="208" height="28" rx="6"/>${text(x, y - 2, label, 'label')}`;
}

function text(x: number, y: number, content: string, name: string): string {
  return `<text class="${name}" x="${x}" y="${y}" text-anchor="middle" dominant-baseline="middle">${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
