import type { StandInState } from './state.ts';

/**
 * Puts objects in the place of their ids, as `expand` asks (https://docs.stripe.com/api/expanding_objects):
 * `customer`, `data.latest_invoice`, `items.data.price.product`. What cannot be expanded stays as it is.
 *
 * @param answer plain JSON; it is changed.
 */
export function expand(state: StandInState, answer: unknown, paths: readonly string[]): void {
  for (const path of paths) expandPath(state, answer, path.split('.'));
}

function expandPath(state: StandInState, value: unknown, [key, ...rest]: readonly string[]): void {
  if (key === undefined) return;
  if (Array.isArray(value)) {
    for (const item of value) expandPath(state, item, [key, ...rest]);
    return;
  }
  if (!isRecord(value)) return;
  const child = value[key];
  if (typeof child === 'string') {
    const found = findById(state, child);
    if (found) value[key] = wireCopy(found);
  }
  expandPath(state, value[key], rest);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function findById(state: StandInState, id: string): object | undefined {
  return (
    state.customers.get(id) ??
    state.subscriptions.get(id) ??
    state.invoices.get(id) ??
    state.paymentMethods.get(id) ??
    state.prices.get(id) ??
    state.products.get(id) ??
    state.portalConfigurations.get(id)
  );
}

/** A copy as it goes over the wire. */
export function wireCopy(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}
