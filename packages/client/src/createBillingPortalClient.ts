import { connect, dataOf, init } from './connect.ts';
import type {
  ApiKeyList,
  ApiKeyRequest,
  ApiKeyRotation,
  BillingPortalSession,
  CreateBillingPortalResponse,
  Eligibility,
  ErrorCatalogue,
  IssuedApiKey,
  Liveness,
  OpenApiDocument,
  OrganizationEligibility,
  operations,
  PortalRequest,
  PortalSession,
  Readiness,
} from './generated/openapi.ts';
import type { CallOptions, ClientOptions, PostOptions } from './options.ts';
import { readCredential } from './readCredential.ts';

export type BillingPortalClient = ReturnType<typeof createBillingPortalClient>;

const acceptYaml = { Accept: 'application/yaml' };

/**
 * A client of the Billing Portal API: one method for each operation, named by its `operationId`. Arguments are what
 * stands in the path, then the body or the query, then options.
 *
 * Failures that may pass are tried again (see the README); every call that fails rejects with a BillingPortalError.
 *
 * @throws TypeError without exactly one credential.
 * @example
 * const client = createBillingPortalClient({
 *   baseUrl: 'https://billing.yourapp.com',
 *   token: () => session.getAccessToken(),
 * });
 * const { url } = await client.openSubscriptionsPortal({ returnUrl: 'https://yourapp.com/settings/billing' });
 */
export function createBillingPortalClient(clientOptions: ClientOptions) {
  const api = connect(clientOptions, readCredential(clientOptions));
  /** For operations that take no credential: nobody needs to be signed in to call them. */
  const open = connect(clientOptions);

  // An operation of the spec without a method here fails to compile.
  return {
    /** Opens a portal for the user of the access token, who has bought once or has a subscription now. */
    openSubscriptionsPortal: (body: PortalRequest = {}, options?: PostOptions): Promise<PortalSession> =>
      dataOf(api.POST('/api/v1/subscriptions/portal', { ...init(options), body })),

    /** The same for third parties: the API key stands for the user who made it. */
    openSubscriptionsPortalWithApiKey: (
      body: PortalRequest = {},
      options?: PostOptions,
    ): Promise<PortalSession> =>
      dataOf(api.POST('/api/v1/subscriptions/portal/api', { ...init(options), body })),

    /** Opens a portal for the organization of the access token's user, who may manage its billing. */
    createBillingPortal: (options?: PostOptions): Promise<CreateBillingPortalResponse> =>
      dataOf(api.POST('/subscriptions/portal', init(options))),

    /** Opens a portal for the user of the access token or of the API key. */
    createBillingPortalSession: (
      body: PortalRequest = {},
      options?: PostOptions,
    ): Promise<BillingPortalSession> => dataOf(api.POST('/api/billing-portal', { ...init(options), body })),

    /** Whether `openSubscriptionsPortal` would open a portal now, and why not: to show its button or another one. */
    getSubscriptionsPortalEligibility: (options?: CallOptions): Promise<Eligibility> =>
      dataOf(api.GET('/api/v1/subscriptions/portal/eligibility', init(options))),

    /** The same of `openSubscriptionsPortalWithApiKey`. */
    getSubscriptionsPortalEligibilityWithApiKey: (options?: CallOptions): Promise<Eligibility> =>
      dataOf(api.GET('/api/v1/subscriptions/portal/api/eligibility', init(options))),

    /** The same of `createBillingPortal`. */
    getOrganizationPortalEligibility: (options?: CallOptions): Promise<OrganizationEligibility> =>
      dataOf(api.GET('/subscriptions/portal/eligibility', init(options))),

    /** The same of `createBillingPortalSession`. */
    getBillingPortalEligibility: (options?: CallOptions): Promise<Eligibility> =>
      dataOf(api.GET('/api/billing-portal/eligibility', init(options))),

    /** The user's API keys, oldest first; revoked and expired ones too. Never the keys themselves. */
    listApiKeys: (options?: CallOptions): Promise<ApiKeyList> =>
      dataOf(api.GET('/api/v1/api-keys', init(options))),

    /** Makes an API key for the user. The key itself is told this once. */
    createApiKey: (body: ApiKeyRequest, options?: PostOptions): Promise<IssuedApiKey> =>
      dataOf(api.POST('/api/v1/api-keys', { ...init(options), body })),

    /** Revokes a key at once. */
    revokeApiKey: (id: string, options?: CallOptions): Promise<void> =>
      dataOf(api.DELETE('/api/v1/api-keys/{id}', { ...init(options), params: { path: { id } } })),

    /** Makes a key in the place of another, which stays good for a while. */
    rotateApiKey: (id: string, body: ApiKeyRotation = {}, options?: PostOptions): Promise<IssuedApiKey> =>
      dataOf(api.POST('/api/v1/api-keys/{id}/rotate', { ...init(options), params: { path: { id } }, body })),

    /** Whether the process is alive. Takes no credential. */
    getLiveness: (options?: CallOptions): Promise<Liveness> => dataOf(open.GET('/livez', init(options))),

    /** Whether the service can serve. Takes no credential. */
    getReadiness: (options?: CallOptions): Promise<Readiness> => dataOf(open.GET('/readyz', init(options))),

    /** The API's description. Takes no credential. */
    getOpenApiJson: (options?: CallOptions): Promise<OpenApiDocument> =>
      dataOf(open.GET('/openapi.json', init(options))),

    /** The API's description as YAML, unread. Takes no credential. */
    getOpenApiYaml: (options?: CallOptions): Promise<string> =>
      dataOf(open.GET('/openapi.yaml', { ...init(options), headers: acceptYaml, parseAs: 'text' })),

    /** Every error code, with its cause and its remedy. Takes no credential. */
    getErrorCatalogue: (options?: CallOptions): Promise<ErrorCatalogue> =>
      dataOf(open.GET('/api/errors', init(options))),
  } satisfies Record<Exclude<keyof operations, 'receiveStripeWebhook'>, unknown>;
}
