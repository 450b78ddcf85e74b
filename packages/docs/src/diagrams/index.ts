import type { Texts } from '../texts/index.ts';
import { drawSequence, type Sequence } from './sequence.ts';

/** The diagrams that a page may show by `![text alternative](diagram:name)`. */
const diagrams: Readonly<Record<string, (labels: Texts['diagrams']) => Sequence>> = {
  request: ({ request: label }) => ({
    parties: [label.person, label.app, label.service, label.stripe],
    steps: [
      { from: 0, to: 1, label: label.click },
      { from: 1, to: 2, label: label.ask },
      { from: 2, to: 2, label: label.check },
      { from: 2, to: 3, label: label.create },
      { from: 3, to: 2, label: label.session, answer: true },
      { from: 2, to: 1, label: label.url, answer: true },
      { from: 1, to: 0, label: label.redirect, answer: true },
      { from: 0, to: 3, label: label.portal },
      { from: 3, to: 0, label: label.back, answer: true },
    ],
  }),
  webhook: ({ webhook: label }) => ({
    parties: [label.stripe, label.service, label.store],
    steps: [
      { from: 0, to: 1, label: label.event },
      { from: 1, to: 1, label: label.verify },
      { from: 1, to: 2, label: label.keep },
      { from: 1, to: 0, label: label.ok, answer: true },
      { from: 1, to: 2, label: label.lock },
      { from: 1, to: 0, label: label.fetch },
      { from: 0, to: 1, label: label.state, answer: true },
      { from: 1, to: 2, label: label.write },
    ],
  }),
};

/** A diagram as SVG, with labels in a language. */
export function drawDiagram(name: string, labels: Texts['diagrams'], alternative: string): string {
  const sequence = diagrams[name];
  if (sequence === undefined) throw new Error(`There is no diagram ${name}`);
  return drawSequence(sequence(labels), alternative);
}
