/** The longest id of a user, an organization or a customer, in UTF-16 units. */
export const maxIdLength = 255;

/**
 * Whether both databases keep this text byte for byte: no NUL, which PostgreSQL refuses, and no half of a surrogate
 * pair, which would become another character.
 */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

/** Whether a text can be an id: storable, not empty, at most 255 long. No row has another. */
export function isStorableId(id: string): boolean {
  return id.length > 0 && id.length <= maxIdLength && isStorable(id);
}

/**
 * Returns an id that can be stored.
 *
 * @throws RangeError for one that cannot: whoever takes it from outside checks before.
 */
export function storableId(id: string): string {
  if (!isStorableId(id))
    throw new RangeError(`An id is 1 to ${maxIdLength} well-formed characters without NUL`);
  return id;
}

/**
 * Writes a time the one way that sorts as text, `2025-01-31T12:00:00.000Z`.
 *
 * @throws RangeError where the text is no time.
 */
export function isoTime(time: string): string {
  return new Date(time).toISOString();
}

/** Reads a value of a closed list; another one in a row means that something else wrote the table. */
export function oneOf<T extends string>(known: readonly T[], value: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new Error('A row holds a value that this program does not know');
  return found;
}
