/**
 * What the three published pages say, written down by hand: the pages are not in this repository. A client that was
 * made by one of them must find all of this here.
 */
export type Contract = {
  readonly contract: 'subscriptions' | 'organization' | 'billing portal';
  readonly route: readonly [method: string, path: string];
  readonly operationId?: string;
  readonly summary?: string;
  readonly credentials: readonly string[];
  /** The fields of the request's body; null where the page says that there is none. */
  readonly request: Readonly<Record<string, { readonly type: string; readonly required: boolean }>> | null;
  readonly answer: { readonly name?: string; readonly fields: Fields; readonly sample: object };
  readonly failures: Readonly<Record<number, readonly string[]>>;
  readonly failure?: { readonly fields: Fields };
};
export type Fields = Readonly<
  Record<string, { readonly type: string; readonly format?: string; readonly required?: boolean }>
>;

const returnUrl = { returnUrl: { type: 'string', required: false } };
const portalUrl = { url: { type: 'string', format: 'uri' } };

export const contracts: readonly Contract[] = [
  {
    contract: 'subscriptions',
    route: ['post', '/api/v1/subscriptions/portal'],
    credentials: ['accessToken'],
    request: returnUrl,
    answer: { fields: portalUrl, sample: { url: 'https://billing.stripe.com/p/session/test_a1b2c3d4...' } },
    failures: {
      400: ['No billing account found. User must make a purchase first.'],
      401: ['Invalid or missing token.'],
    },
  },
  {
    contract: 'subscriptions',
    route: ['post', '/api/v1/subscriptions/portal/api'],
    credentials: ['apiKey'],
    request: returnUrl,
    answer: { fields: portalUrl, sample: { url: 'https://billing.stripe.com/p/session/test_a1b2c3d4...' } },
    failures: {
      400: ['No billing account found. User must make a purchase first.'],
      401: ['Invalid or missing token.'],
    },
  },
  {
    contract: 'organization',
    route: ['post', '/subscriptions/portal'],
    operationId: 'createBillingPortal',
    summary: 'Create Billing Portal Session',
    credentials: ['accessToken'],
    request: null,
    answer: {
      name: 'CreateBillingPortalResponse',
      fields: {
        success: { type: 'boolean', required: false },
        url: { type: 'string', required: false },
      },
      sample: { success: true, url: 'https://billing.stripe.com/p/session_1234567890abcdef' },
    },
    failures: { 400: [], 404: [], 500: ['Failed to create billing portal session'] },
    failure: {
      fields: {
        success: { type: 'boolean', required: false },
        error_code: { type: 'string', required: false },
        message: { type: 'string', required: false },
      },
    },
  },
  {
    contract: 'billing portal',
    route: ['post', '/api/billing-portal'],
    summary: 'Create billing portal session',
    credentials: ['accessToken', 'apiKey'],
    request: returnUrl,
    answer: {
      fields: { url: { type: 'string', format: 'uri', required: false } },
      sample: { url: 'https://example.com' },
    },
    failures: { 401: ['Invalid or expired token'], 404: ['No billing account found'] },
    failure: { fields: { error: { type: 'object', required: true } } },
  },
];

/** The billing-portal page's enum, in its order. */
export const publishedCodes = [
  ...[
    'UNAUTHORIZED',
    'FORBIDDEN',
    'NOT_FOUND',
    'VALIDATION_FAILED',
    'RATE_LIMITED',
    'SLUG_TAKEN',
    'SLUG_RESERVED',
  ],
  ...[
    'DOMAIN_IN_USE',
    'APP_LIMIT_REACHED',
    'SUBSCRIPTION_REQUIRED',
    'SUBSCRIPTION_EXISTS',
    'NO_PAYMENT_METHOD',
  ],
  ...['NO_ACTIVE_SUBSCRIPTION', 'NOT_CANCELING', 'ALREADY_CANCELING', 'SUBSCRIPTION_CANCELING', 'SAME_PLAN'],
  ...['CARD_ERROR', 'PAYMENT_ERROR', 'NO_STRIPE_CUSTOMER', 'CERT_CREATION_FAILED', 'DEPLOY_FAILED'],
  ...['API_KEY_LIMIT_REACHED', 'INVALID_IDEMPOTENCY_KEY', 'IDEMPOTENCY_KEY_REUSE', 'INTERNAL_ERROR'],
];
export const organizationCodes = ['NO_ORGANIZATION', 'USER_NOT_FOUND', 'ORG_NOT_FOUND'];
export const ourCodes = [
  ...['METHOD_NOT_ALLOWED', 'IDEMPOTENCY_IN_PROGRESS', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'],
  ...['PORTAL_NOT_CONFIGURED', 'STRIPE_BAD_RESPONSE', 'STRIPE_UNAVAILABLE', 'SERVICE_UNAVAILABLE'],
];

/** Of every code: the table of the three contracts together. */
export const statuses: Readonly<Record<number, readonly string[]>> = {
  400: [
    ...[
      'VALIDATION_FAILED',
      'APP_LIMIT_REACHED',
      'API_KEY_LIMIT_REACHED',
      'SUBSCRIPTION_EXISTS',
      'NO_PAYMENT_METHOD',
    ],
    ...[
      'NO_ACTIVE_SUBSCRIPTION',
      'NOT_CANCELING',
      'ALREADY_CANCELING',
      'SUBSCRIPTION_CANCELING',
      'SAME_PLAN',
    ],
    ...['CARD_ERROR', 'PAYMENT_ERROR', 'NO_STRIPE_CUSTOMER', 'INVALID_IDEMPOTENCY_KEY', 'NO_ORGANIZATION'],
  ],
  401: ['UNAUTHORIZED'],
  402: ['SUBSCRIPTION_REQUIRED'],
  403: ['FORBIDDEN'],
  404: ['NOT_FOUND', 'USER_NOT_FOUND', 'ORG_NOT_FOUND'],
  405: ['METHOD_NOT_ALLOWED'],
  409: ['SLUG_TAKEN', 'SLUG_RESERVED', 'DOMAIN_IN_USE', 'IDEMPOTENCY_IN_PROGRESS'],
  413: ['PAYLOAD_TOO_LARGE'],
  415: ['UNSUPPORTED_MEDIA_TYPE'],
  422: ['IDEMPOTENCY_KEY_REUSE'],
  429: ['RATE_LIMITED'],
  500: ['CERT_CREATION_FAILED', 'DEPLOY_FAILED', 'INTERNAL_ERROR', 'PORTAL_NOT_CONFIGURED'],
  502: ['STRIPE_BAD_RESPONSE'],
  503: ['STRIPE_UNAVAILABLE', 'SERVICE_UNAVAILABLE'],
};
