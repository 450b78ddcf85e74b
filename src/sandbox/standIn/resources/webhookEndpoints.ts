import type Stripe from 'stripe';
import { newId, now, randomText } from '../ids.ts';
import { expandParam, listParams, pageOf } from '../list.ts';
import { metadataParam, withMetadata } from '../metadata.ts';
import {
  flag,
  listOf,
  type Params,
  type Parser,
  required,
  type ShapeOf,
  text,
  unsettable,
  url,
} from '../params.ts';
import type { Call } from '../route.ts';
import { given, type StandInState, type WebhookEndpointRecord } from '../state.ts';
import { invalidParam, resourceMissing } from '../stripeError.ts';

/** One of Stripe's types of events by its look: which there are, only Stripe knows. */
const eventType: Parser<string> = {
  parse(value, at) {
    const type = text.parse(value, at);
    if (type === '*' || /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/.test(type)) return type;
    throw invalidParam(at, `Invalid ${at}: must be the name of a type of event, or *`);
  },
};

const eventTypes: Parser<string[]> = {
  parse(value, at) {
    const types = value === '' ? [] : listOf(eventType).parse(value, at);
    if (types.length > 0) return types;
    throw invalidParam(at, `You must specify at least one event in ${at}.`, 'parameter_invalid_empty');
  },
};

const createParams = {
  enabled_events: required(eventTypes),
  url: required(url),
  api_version: text,
  description: unsettable(text),
  metadata: metadataParam,
  ...expandParam,
} satisfies ShapeOf<Stripe.WebhookEndpointCreateParams>;

const updateParams = {
  description: unsettable(text),
  disabled: flag,
  enabled_events: eventTypes,
  metadata: metadataParam,
  url,
  ...expandParam,
} satisfies ShapeOf<Stripe.WebhookEndpointUpdateParams>;

const listEndpointsParams = { ...listParams } satisfies ShapeOf<Stripe.WebhookEndpointListParams>;

export type WebhookEndpointInput = Params<typeof createParams> & {
  /** One that the receiver has already; otherwise a new one. */
  readonly secret?: string;
};

/**
 * Makes an endpoint that gets events from now on (https://docs.stripe.com/api/webhook_endpoints/object). Unlike
 * Stripe's, its URL may be of this machine.
 *
 * @returns it with its secret, as nothing shows it again.
 */
export function createWebhookEndpoint(
  state: StandInState,
  input: WebhookEndpointInput,
): Stripe.WebhookEndpoint & { readonly secret: string } {
  const secret = input.secret ?? `whsec_${randomText(32)}`;
  const endpoint: Stripe.WebhookEndpoint = {
    id: newId('we'),
    object: 'webhook_endpoint',
    api_version: input.api_version ?? null,
    application: null,
    created: now(),
    description: input.description ?? null,
    enabled_events: input.enabled_events,
    livemode: false,
    metadata: withMetadata({}, input.metadata),
    status: 'enabled',
    url: input.url,
  };
  state.webhookEndpoints.set(endpoint.id, { endpoint, secret });
  return { ...endpoint, secret };
}

export const webhookEndpoints = {
  createParams,
  create: ({ state, params }: Call<Params<typeof createParams>>) => createWebhookEndpoint(state, params),

  retrieveParams: expandParam,
  retrieve: ({ state, id }: Call<unknown>) => findRecord(state, id).endpoint,

  updateParams,
  update: ({ state, id, params }: Call<Params<typeof updateParams>>) => {
    const { endpoint: before, secret } = findRecord(state, id);
    const status = params.disabled === undefined ? before.status : params.disabled ? 'disabled' : 'enabled';
    const endpoint: Stripe.WebhookEndpoint = {
      ...before,
      description: given(params.description, before.description),
      enabled_events: given(params.enabled_events, before.enabled_events),
      metadata: withMetadata(before.metadata, params.metadata),
      status,
      url: given(params.url, before.url),
    };
    state.webhookEndpoints.set(id, { endpoint, secret });
    return endpoint;
  },

  deleteParams: {},
  delete: ({ state, id }: Call<unknown>): Stripe.DeletedWebhookEndpoint => {
    findRecord(state, id);
    state.webhookEndpoints.delete(id);
    return { id, object: 'webhook_endpoint', deleted: true };
  },

  listParams: listEndpointsParams,
  list: ({ state, path, params }: Call<Params<typeof listEndpointsParams>>) => {
    const endpoints = [...state.webhookEndpoints.values()].map(({ endpoint }) => endpoint);
    return pageOf('webhook endpoint', path, endpoints, params);
  },
};

function findRecord(state: StandInState, id: string): WebhookEndpointRecord {
  const record = state.webhookEndpoints.get(id);
  if (!record) throw resourceMissing('webhook endpoint', id, 'webhook_endpoint', 404);
  return record;
}
