import type { PortalProfile } from '../billing/portalConfiguration.ts';

/** A list of texts counts as one value. */
type Value = string | boolean | null | readonly string[];
type Tree = { readonly [key: string]: Value | Tree };

/** One field that is not as it is to be. */
export type Difference = {
  /** `features.subscription_cancel.mode` */
  readonly field: string;
  /** In Stripe; undefined where there is no such field now. */
  readonly before: Value | undefined;
  /** By the file; undefined where there is to be no such field. */
  readonly after: Value | undefined;
};

/**
 * What must change for one to become the other.
 *
 * @param before undefined where there is nothing yet.
 * @example differences(there, wanted) // [{ field: 'default_return_url', before: null, after: 'https://…' }]
 */
export function differences(before: PortalProfile | undefined, after: PortalProfile): readonly Difference[] {
  const there = new Map(before && fieldsOf(before));
  const wanted = new Map(fieldsOf(after));
  const fields = [...new Set([...wanted.keys(), ...there.keys()])];
  return fields
    .map((field) => ({ field, before: there.get(field), after: wanted.get(field) }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

function fieldsOf(tree: Tree, prefix = ''): (readonly [string, Value])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    isTree(value) ? fieldsOf(value, `${prefix}${key}.`) : [[`${prefix}${key}`, value] as const],
  );
}

function isTree(value: Value | Tree): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
