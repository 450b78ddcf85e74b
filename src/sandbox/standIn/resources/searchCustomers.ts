import type Stripe from 'stripe';
import { expandParam, listParams } from '../list.ts';
import { type Params, required, type ShapeOf, text } from '../params.ts';
import type { Call } from '../route.ts';
import { invalidParam } from '../stripeError.ts';
import { isLive } from './findCustomer.ts';

const searchCustomersParams = {
  ...expandParam,
  limit: listParams.limit,
  page: text,
  query: required(text),
} satisfies ShapeOf<Stripe.CustomerSearchParams>;

type Clause = { readonly key: string; readonly value: string };

/**
 * Customer search by metadata, the part of the query language that the service uses: clauses of exact values, joined by
 * AND, compared without regard to case (https://docs.stripe.com/search#search-query-language). Unlike Stripe's, its
 * answers are never late; let it fail where a test needs that.
 */
export const searchCustomers = {
  params: searchCustomersParams,
  search: ({ state, path, params }: Call<Params<typeof searchCustomersParams>>): object => {
    const clauses = clausesOf(params.query);
    const data = [...state.customers.values()]
      .filter(isLive)
      .filter(({ metadata }) => clauses.every(({ key, value }) => isSame(metadata[key], value)))
      .toReversed();
    const start = params.page === undefined ? 0 : Number(params.page);
    const end = start + (params.limit ?? 10);
    return {
      object: 'search_result',
      url: path,
      has_more: end < data.length,
      next_page: end < data.length ? String(end) : null,
      data: data.slice(start, end),
    };
  },
};

function clausesOf(query: string): Clause[] {
  const clause =
    /metadata\[(["'])(?<key>.+?)\1\]:(["'])(?<value>(?:\\.|(?!\3)[^\\])*)\3(?:\s+AND\s+|\s+|$)/gy;
  const clauses = [...query.matchAll(clause)];
  const read = clauses.reduce((length, [text]) => length + text.length, 0);
  if (clauses.length === 0 || read !== query.length) {
    throw invalidParam('query', 'We were unable to parse your search query.');
  }
  return clauses.map(({ groups: { key = '', value = '' } = {} }) => ({
    key,
    value: value.replaceAll(/\\(.)/g, '$1'),
  }));
}

function isSame(value: string | undefined, wanted: string): boolean {
  return value?.toLowerCase() === wanted.toLowerCase();
}
