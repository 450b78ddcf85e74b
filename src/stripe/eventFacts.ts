/** What the service keeps of an event: never its payload, since the state is fetched again. */
export type EventFacts = {
  /** `evt_…` */
  readonly id: string;
  /** Such as `customer.updated`. */
  readonly type: string;
  /** ISO 8601 in UTC; only to be shown, since it does not order events. */
  readonly created: string;
  readonly livemode: boolean;
  readonly objectId: string;
  /** The customer that the object is or belongs to; null where there is none. */
  readonly customerId: string | null;
};

/**
 * Reads a snapshot event (https://docs.stripe.com/api/events/object), whatever its API version: these fields are the
 * same in all.
 *
 * @param event JSON from Stripe, of any shape.
 * @returns undefined where it is no such event.
 */
export function readEventFacts(event: unknown): EventFacts | undefined {
  if (!isRecord(event) || event.object !== 'event') return undefined;
  const { id, type, created, livemode, data } = event;
  if (!isId(id) || !isId(type) || typeof livemode !== 'boolean') return undefined;
  if (typeof created !== 'number' || !Number.isSafeInteger(created) || Math.abs(created) > latest)
    return undefined;
  if (!isRecord(data) || !isRecord(data.object)) return undefined;
  const { object } = data;
  return {
    id,
    type,
    created: new Date(created * 1000).toISOString(),
    livemode,
    objectId: isId(object.id) ? object.id : '',
    customerId: object.object === 'customer' ? idIn(object) : idIn(object.customer),
  };
}

/** The year 9999, in seconds: what a Date can hold and a text of 24 characters too. */
const latest = 253_402_300_799;

/** The id of what may be an id or, expanded, the object itself. */
function idIn(reference: unknown): string | null {
  const id = isRecord(reference) ? reference.id : reference;
  return isId(id) ? id : null;
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.-]{1,255}$/.test(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
