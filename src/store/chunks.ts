import { setImmediate as othersTurn } from 'node:timers/promises';

/** SQLite takes at most 500 rows in the statement that Knex writes for an insert of several. */
const rowsInOneStatement = 250;

/** Does work on a few items at a time, in order, and lets the process do other things in between. */
export async function inChunks<T>(
  items: Iterable<T>,
  work: (chunk: readonly T[]) => Promise<unknown>,
): Promise<void> {
  const all = [...items];
  for (let start = 0; start < all.length; start += rowsInOneStatement) {
    await work(all.slice(start, start + rowsInOneStatement));
    await othersTurn();
  }
}
