/** Where a value stands in a document: the keys that lead to it. */
export type Place = readonly string[];

/** Every string, number, boolean and null of a document with its place, in the document's order. */
export function leavesOf(node: unknown, place: Place = []): [Place, unknown][] {
  if (typeof node !== 'object' || node === null) return [[place, node]];
  return Object.entries(node).flatMap(([key, value]) => leavesOf(value, [...place, key]));
}

/** What stands at a place; undefined where nothing does. */
export function valueAt(node: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (found, key) =>
      typeof found === 'object' && found !== null
        ? Object.entries(found).find(([k]) => k === key)?.[1]
        : undefined,
    node,
  );
}
