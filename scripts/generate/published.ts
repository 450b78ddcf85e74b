/** Vendor keys that only steer this service and say nothing to a reader of the published spec. */
const steering = new Set([
  'x-bp-audit',
  'x-bp-envelopes',
  'x-bp-kind',
  'x-bp-raises',
  'x-bp-replay',
  'x-bp-words-of',
]);

/** The spec as it is published: without the keys that only steer the service. */
export function publish<T>(node: T): T;
export function publish(node: unknown): unknown {
  if (Array.isArray(node)) return node.map((item: unknown) => publish(item));
  if (node === null || typeof node !== 'object') return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => (steering.has(key) ? [] : [[key, publish(value)]])),
  );
}
