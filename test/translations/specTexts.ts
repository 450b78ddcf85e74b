import { createHash } from 'node:crypto';
import openapiFormat from 'openapi-format';
import { leavesOf, type Place, valueAt } from './leaves.ts';

const readable = new Set(['title', 'summary', 'description', 'cause', 'remedy', 'mistakes']);
const wire = new Set(['message', 'variants', 'details']);

/** Whether people read what stands at a place of the spec: not bodies of examples, which are what the wire says. */
function isText(place: Place): boolean {
  if (place.some((key, index) => key === 'example' || (key === 'value' && place[index - 2] === 'examples')))
    return false;
  if (wordsAt(place) > 0) return wire.has(place[wordsAt(place)] ?? '') || readable.has(nameOf(place));
  return readable.has(nameOf(place)) || (place[0] === 'tags' && place[2] === 'name');
}

/** The last key that is not the index of a list. */
const nameOf = (place: Place) => place.findLast((key) => !/^\d+$/.test(key)) ?? '';

/** Where the words for a code begin, in the catalogue or in an operation; 0 elsewhere. */
function wordsAt(place: Place): number {
  if (place[0] === 'x-bp-errors') return 2;
  return place[3] === 'x-bp-raises' ? 5 : 0;
}

/** Where the translation of the text at a place stands: what goes over the wire, and a tag's name, keep their own place. */
export function translatedPlaceOf(place: Place): Place {
  const words = wordsAt(place);
  if (words > 0 && wire.has(place[words] ?? ''))
    return [...place.slice(0, words), 'translation', ...place.slice(words)];
  if (place[0] === 'tags' && place[2] === 'name') return [...place.slice(0, 2), 'x-displayName'];
  return place;
}

/** The place in the source of what an overlay puts at a place. */
const sourcePlaceOf = (place: Place) =>
  place.filter((key) => key !== 'translation').map((key) => (key === 'x-displayName' ? 'name' : key));

export type Text = { readonly place: Place; readonly english: string };

/** Every text of the spec that people read. */
export function textsOf(spec: object): Text[] {
  return leavesOf(spec).flatMap(([place, value]) =>
    typeof value === 'string' && isText(place) ? [{ place, english: value }] : [],
  );
}

export type Action = {
  readonly target: string;
  readonly update?: unknown;
  readonly remove?: boolean;
  readonly 'x-source'?: string;
};

/** The English that an action of an overlay translates, as it is in the spec now. */
export function sourcesOf(spec: object, { target, update }: Action): string[] {
  const [node] = openapiFormat.resolveJsonPathValue({ ...spec }, target);
  return leavesOf(update).map(([place]) => String(valueAt(node, sourcePlaceOf(place))));
}

/** Stands for some English in an overlay, so that a change of it is seen. */
export function digestOf(sources: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(sources)).digest('hex').slice(0, 8);
}
