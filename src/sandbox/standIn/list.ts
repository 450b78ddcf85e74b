import type Stripe from 'stripe';
import { either, integer, listOf, object, type Params, type Parser, text } from './params.ts';
import { invalidParam, resourceMissing } from './stripeError.ts';

const pageSize: Parser<number> = {
  parse(value, at) {
    const size = integer.parse(value, at);
    if (size >= 1 && size <= 100) return size;
    const bound = size < 1 ? 'greater than or equal to 1' : 'less than or equal to 100';
    throw invalidParam(
      at,
      `This value must be ${bound} (it currently is '${size}').`,
      'parameter_invalid_integer',
    );
  },
};

export const expandParam = { expand: listOf(text) };

/** What every list takes. */
export const listParams = {
  limit: pageSize,
  starting_after: text,
  ending_before: text,
  ...expandParam,
};

const bounds = object({ gt: integer, gte: integer, lt: integer, lte: integer });

/** A time, or bounds of one (`created[gte]=…`). */
export const timeRange = either(
  (value) => typeof value === 'string',
  { parse: (value, at): TimeBounds => ({ gte: integer.parse(value, at), lte: integer.parse(value, at) }) },
  bounds,
);
type TimeBounds = ReturnType<typeof bounds.parse>;

export function inRange(time: number, range: TimeBounds | undefined): boolean {
  if (!range) return true;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range;
  return time > gt && time >= gte && time < lt && time <= lte;
}

/**
 * One page of a list, newest first (https://docs.stripe.com/api/pagination).
 *
 * @param items oldest first, as a collection keeps them.
 * @param what names an object in the error for a cursor that is not there, such as `customer`.
 */
export function pageOf<T extends { readonly id: string }>(
  what: string,
  url: string,
  items: readonly T[],
  params: Params<typeof listParams>,
): Stripe.ApiList<T> {
  const newestFirst = items.toReversed();
  const limit = params.limit ?? 10;
  const indexOf = (id: string, param: string) => {
    const index = newestFirst.findIndex((item) => item.id === id);
    if (index < 0) throw resourceMissing(what, id, param);
    return index;
  };
  if (params.ending_before !== undefined) {
    const end = indexOf(params.ending_before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', url, has_more: start > 0, data: newestFirst.slice(start, end) };
  }
  const start =
    params.starting_after === undefined ? 0 : indexOf(params.starting_after, 'starting_after') + 1;
  const end = start + limit;
  return { object: 'list', url, has_more: end < newestFirst.length, data: newestFirst.slice(start, end) };
}
