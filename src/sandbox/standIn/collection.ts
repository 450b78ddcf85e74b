/** An object before and after; undefined where there was none, or is none any more. */
export type Change<T> = { readonly before: T | undefined; readonly after: T | undefined };

/** Objects by id, oldest first, that can tell which of them were changed: events are made from that. */
export class Collection<T> extends Map<string, T> {
  readonly #before = new Map<string, T | undefined>();

  constructor(items: Iterable<readonly [string, T]> = []) {
    super();
    for (const [id, item] of items) super.set(id, item);
  }

  override set(id: string, item: T): this {
    this.#note(id);
    return super.set(id, item);
  }

  override delete(id: string): boolean {
    this.#note(id);
    return super.delete(id);
  }

  /** The changes since it was last asked, each object once, in the order of their first change. */
  takeChanges(): Change<T>[] {
    const changes = [...this.#before].map(([id, before]) => ({ before, after: this.get(id) }));
    this.#before.clear();
    return changes.filter(({ before, after }) => before !== after);
  }

  #note(id: string): void {
    if (!this.#before.has(id)) this.#before.set(id, this.get(id));
  }
}
