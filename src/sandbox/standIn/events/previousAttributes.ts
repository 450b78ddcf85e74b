type Fields = Readonly<Record<string, unknown>>;

/**
 * What an update changed, as it was before: hashes by their changed keys, lists whole, and null for what was not there
 * (https://docs.stripe.com/api/events/object#event_object-data-previous_attributes).
 *
 * @returns plain JSON; undefined where nothing was changed.
 * @example previousAttributes({ name: 'Ada', metadata: {} }, { name: 'Ada', metadata: { a: '1' } }) // { metadata: { a: null } }
 */
export function previousAttributes<T extends object>(before: T, after: T): Partial<T> | undefined {
  const old: Fields = JSON.parse(JSON.stringify(before));
  const difference = differenceOf(old, JSON.parse(JSON.stringify(after)));
  return Object.keys(difference).length > 0 ? JSON.parse(JSON.stringify(difference)) : undefined;
}

function differenceOf(before: Fields, after: Fields): Fields {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...keys].filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(
    changed.map((key) => {
      const [old = null, now] = [before[key], after[key]];
      return [key, isHash(old) && isHash(now) ? differenceOf(old, now) : old];
    }),
  );
}

function isHash(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
