// Written by `npm run generate` from openapi.yaml. Do not edit.

import type { ErrorCode, Wording } from './catalogue.ts';

export type ContractOperationId = 'openSubscriptionsPortal' | 'openSubscriptionsPortalWithApiKey' | 'createBillingPortal' | 'createBillingPortalSession' | 'getSubscriptionsPortalEligibility' | 'getSubscriptionsPortalEligibilityWithApiKey' | 'getOrganizationPortalEligibility' | 'getBillingPortalEligibility' | 'listApiKeys' | 'createApiKey' | 'revokeApiKey' | 'rotateApiKey';
export type OperationsOperationId = 'getLiveness' | 'getReadiness' | 'getOpenApiJson' | 'getOpenApiYaml';
export type SiteOperationId = 'getErrorCatalogue';
export type WebhookOperationId = 'receiveStripeWebhook';
export type OperationId = ContractOperationId | OperationsOperationId | SiteOperationId | WebhookOperationId;

export const securitySchemes = [
  "accessToken",
  "apiKey"
] as const;
export type SecurityScheme = (typeof securitySchemes)[number];

type Common = {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly takesBody: boolean;
  readonly requiresBody: boolean;
  /** What a good answer has: its status, and its Cache-Control. */
  readonly success: { readonly status: number; readonly cacheControl: string | null };
  /**
   * What a repeated request with an idempotency key gets once the secret part of the answer is past: the work anew, or
   * the answer without it. Null where the operation takes no key.
   */
  readonly replay: 'renew' | 'redact' | null;
  /** Whether it is kept who was answered with what. */
  readonly audit: boolean;
  /** The operation in whose words a refusal is told: its own, but for operations that speak about another. */
  readonly wordsOf: OperationId;
  /** Any one of these credentials will do; an API key needs all of the scopes. */
  readonly security: readonly { readonly scheme: SecurityScheme; readonly scopes: readonly string[] }[];
  /** The codes that it raises, with its own wording where it has one. */
  readonly raises: Readonly<Partial<Record<ErrorCode, Wording>>>;
};
export type Operation = Common &
  (
    | { readonly kind: 'contract'; readonly id: ContractOperationId }
    | { readonly kind: 'operations'; readonly id: OperationsOperationId }
    | { readonly kind: 'site'; readonly id: SiteOperationId }
    | { readonly kind: 'webhook'; readonly id: WebhookOperationId }
  );

export const operations: readonly Operation[] = [
  {
    "id": "openSubscriptionsPortal",
    "kind": "contract",
    "method": "post",
    "path": "/api/v1/subscriptions/portal",
    "takesBody": true,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": "no-store"
    },
    "replay": "renew",
    "audit": true,
    "wordsOf": "openSubscriptionsPortal",
    "security": [
      {
        "scheme": "accessToken",
        "scopes": []
      }
    ],
    "raises": {
      "VALIDATION_FAILED": {},
      "INVALID_IDEMPOTENCY_KEY": {},
      "RATE_LIMITED": {},
      "IDEMPOTENCY_IN_PROGRESS": {},
      "IDEMPOTENCY_KEY_REUSE": {},
      "NO_STRIPE_CUSTOMER": {
        "message": "No billing account found. User must make a purchase first.",
        "variants": {
          "checkout": "No billing account found. User must make a purchase first: {checkoutUrl}"
        }
      },
      "UNAUTHORIZED": {
        "message": "Invalid or missing token.",
        "variants": {
          "otherKind": "Invalid or missing token. This route takes a JWT access token; send an API key to POST /api/v1/subscriptions/portal/api."
        }
      },
      "NO_ACTIVE_SUBSCRIPTION": {},
      "ALREADY_CANCELING": {},
      "SUBSCRIPTION_CANCELING": {},
      "NO_PAYMENT_METHOD": {},
      "PAYLOAD_TOO_LARGE": {},
      "UNSUPPORTED_MEDIA_TYPE": {},
      "INTERNAL_ERROR": {},
      "PORTAL_NOT_CONFIGURED": {},
      "STRIPE_BAD_RESPONSE": {},
      "STRIPE_UNAVAILABLE": {},
      "SERVICE_UNAVAILABLE": {}
    }
  },
  {
    "id": "openSubscriptionsPortalWithApiKey",
    "kind": "contract",
    "method": "post",
    "path": "/api/v1/subscriptions/portal/api",
    "takesBody": true,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": "no-store"
    },
    "replay": "renew",
    "audit": true,
    "wordsOf": "openSubscriptionsPortalWithApiKey",
    "security": [
      {
        "scheme": "apiKey",
        "scopes": [
          "portal:create"
        ]
      }
    ],
    "raises": {
      "VALIDATION_FAILED": {},
      "INVALID_IDEMPOTENCY_KEY": {},
      "RATE_LIMITED": {},
      "IDEMPOTENCY_IN_PROGRESS": {},
      "IDEMPOTENCY_KEY_REUSE": {},
      "NO_STRIPE_CUSTOMER": {
        "message": "No billing account found. User must make a purchase first.",
        "variants": {
          "checkout": "No billing account found. User must make a purchase first: {checkoutUrl}"
        }
      },
      "UNAUTHORIZED": {
        "message": "Invalid or missing token.",
        "variants": {
          "otherKind": "Invalid or missing token. This route takes an API key; send a JWT access token to POST /api/v1/subscriptions/portal."
        }
      },
      "FORBIDDEN": {},
      "NO_ACTIVE_SUBSCRIPTION": {},
      "ALREADY_CANCELING": {},
      "SUBSCRIPTION_CANCELING": {},
      "NO_PAYMENT_METHOD": {},
      "PAYLOAD_TOO_LARGE": {},
      "UNSUPPORTED_MEDIA_TYPE": {},
      "INTERNAL_ERROR": {},
      "PORTAL_NOT_CONFIGURED": {},
      "STRIPE_BAD_RESPONSE": {},
      "STRIPE_UNAVAILABLE": {},
      "SERVICE_UNAVAILABLE": {}
    }
  },
  {
    "id": "createBillingPortal",
    "kind": "contract",
    "method": "post",
    "path": "/subscriptions/portal",
    "takesBody": false,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": "no-store"
    },
    "replay": "renew",
    "audit": true,
    "wordsOf": "createBillingPortal",
    "security": [
      {
        "scheme": "accessToken",
        "scopes": []
      }
    ],
    "raises": {
      "VALIDATION_FAILED": {},
      "INVALID_IDEMPOTENCY_KEY": {},
      "RATE_LIMITED": {},
      "IDEMPOTENCY_IN_PROGRESS": {},
      "IDEMPOTENCY_KEY_REUSE": {},
      "NO_STRIPE_CUSTOMER": {
        "message": "No billing account found for this organization. It must make a purchase first.",
        "variants": {
          "checkout": "No billing account found for this organization. It must make a purchase first: {checkoutUrl}"
        }
      },
      "NO_ORGANIZATION": {},
      "UNAUTHORIZED": {
        "message": "Invalid or missing token.",
        "variants": {
          "otherKind": "Invalid or missing token. This route takes a JWT access token; API keys stand for users and open a portal at POST /api/v1/subscriptions/portal/api."
        }
      },
      "FORBIDDEN": {},
      "USER_NOT_FOUND": {},
      "ORG_NOT_FOUND": {},
      "PAYLOAD_TOO_LARGE": {},
      "INTERNAL_ERROR": {
        "message": "Failed to create billing portal session"
      },
      "PORTAL_NOT_CONFIGURED": {},
      "STRIPE_BAD_RESPONSE": {},
      "STRIPE_UNAVAILABLE": {},
      "SERVICE_UNAVAILABLE": {}
    }
  },
  {
    "id": "createBillingPortalSession",
    "kind": "contract",
    "method": "post",
    "path": "/api/billing-portal",
    "takesBody": true,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": "no-store"
    },
    "replay": "renew",
    "audit": true,
    "wordsOf": "createBillingPortalSession",
    "security": [
      {
        "scheme": "accessToken",
        "scopes": []
      },
      {
        "scheme": "apiKey",
        "scopes": [
          "portal:create"
        ]
      }
    ],
    "raises": {
      "VALIDATION_FAILED": {},
      "INVALID_IDEMPOTENCY_KEY": {},
      "RATE_LIMITED": {},
      "IDEMPOTENCY_IN_PROGRESS": {},
      "IDEMPOTENCY_KEY_REUSE": {},
      "UNAUTHORIZED": {
        "message": "Invalid or expired token"
      },
      "FORBIDDEN": {},
      "NOT_FOUND": {
        "message": "No billing account found",
        "variants": {
          "checkout": "No billing account found. Make a purchase first: {checkoutUrl}"
        }
      },
      "NO_ACTIVE_SUBSCRIPTION": {},
      "ALREADY_CANCELING": {},
      "SUBSCRIPTION_CANCELING": {},
      "NO_PAYMENT_METHOD": {},
      "PAYLOAD_TOO_LARGE": {},
      "UNSUPPORTED_MEDIA_TYPE": {},
      "INTERNAL_ERROR": {},
      "PORTAL_NOT_CONFIGURED": {},
      "STRIPE_BAD_RESPONSE": {},
      "STRIPE_UNAVAILABLE": {},
      "SERVICE_UNAVAILABLE": {}
    }
  },
  {
    "id": "getSubscriptionsPortalEligibility",
    "kind": "contract",
    "method": "get",
    "path": "/api/v1/subscriptions/portal/eligibility",
    "takesBody": false,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": "private, max-age=10"
    },
    "replay": null,
    "audit": false,
    "wordsOf": "openSubscriptionsPortal",
    "security": [
      {
        "scheme": "accessToken",
        "scopes": []
      }
    ],
    "raises": {
      "VALIDATION_FAILED": {},
      "UNAUTHORIZED": {
        "message": "Invalid or missing token.",
        "variants": {
          "otherKind": "Invalid or missing token. This route takes a JWT access token; send an API key to POST /api/v1/subscriptions/portal/api."
        }
      },
      "PAYLOAD_TOO_LARGE": {},
      "RATE_LIMITED": {},
      "SERVICE_UNAVAILABLE": {}
    }
  },
  {
    "id": "getSubscriptionsPortalEligibilityWithApiKey",
    "kind": "contract",
    "method": "get",
    "path": "/api/v1/subscriptions/portal/api/eligibility",
    "takesBody": false,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": "private, max-age=10"
    },
    "replay": null,
    "audit": false,
    "wordsOf": "openSubscriptionsPortalWithApiKey",
    "security": [
      {
        "scheme": "apiKey",
        "scopes": []
      }
    ],
    "raises": {
      "VALIDATION_FAILED": {},
      "UNAUTHORIZED": {
        "message": "Invalid or missing token.",
        "variants": {
          "otherKind": "Invalid or missing token. This route takes an API key; send a JWT access token to POST /api/v1/subscriptions/portal."
        }
      },
      "PAYLOAD_TOO_LARGE": {},
      "RATE_LIMITED": {},
      "SERVICE_UNAVAILABLE": {}
    }
  },
  {
    "id": "getOrganizationPortalEligibility",
    "kind": "contract",
    "method": "get",
    "path": "/subscriptions/portal/eligibility",
    "takesBody": false,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": "private, max-age=10"
    },
    "replay": null,
    "audit": false,
    "wordsOf": "createBillingPortal",
    "security": [
      {
        "scheme": "accessToken",
        "scopes": []
      }
    ],
    "raises": {
      "VALIDATION_FAILED": {},
      "UNAUTHORIZED": {
        "message": "Invalid or missing token.",
        "variants": {
          "otherKind": "Invalid or missing token. This route takes a JWT access token; API keys stand for users and open a portal at POST /api/v1/subscriptions/portal/api."
        }
      },
      "PAYLOAD_TOO_LARGE": {},
      "RATE_LIMITED": {},
      "SERVICE_UNAVAILABLE": {}
    }
  },
  {
    "id": "getBillingPortalEligibility",
    "kind": "contract",
    "method": "get",
    "path": "/api/billing-portal/eligibility",
    "takesBody": false,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": "private, max-age=10"
    },
    "replay": null,
    "audit": false,
    "wordsOf": "createBillingPortalSession",
    "security": [
      {
        "scheme": "accessToken",
        "scopes": []
      },
      {
        "scheme": "apiKey",
        "scopes": []
      }
    ],
    "raises": {
      "VALIDATION_FAILED": {},
      "UNAUTHORIZED": {
        "message": "Invalid or expired token"
      },
      "PAYLOAD_TOO_LARGE": {},
      "RATE_LIMITED": {},
      "SERVICE_UNAVAILABLE": {}
    }
  },
  {
    "id": "listApiKeys",
    "kind": "contract",
    "method": "get",
    "path": "/api/v1/api-keys",
    "takesBody": false,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": "no-store"
    },
    "replay": null,
    "audit": false,
    "wordsOf": "listApiKeys",
    "security": [
      {
        "scheme": "accessToken",
        "scopes": []
      }
    ],
    "raises": {
      "VALIDATION_FAILED": {},
      "UNAUTHORIZED": {
        "message": "Invalid or missing token.",
        "variants": {
          "otherKind": "Invalid or missing token. API keys cannot manage API keys; send the user's JWT access token."
        }
      },
      "PAYLOAD_TOO_LARGE": {},
      "RATE_LIMITED": {},
      "SERVICE_UNAVAILABLE": {}
    }
  },
  {
    "id": "createApiKey",
    "kind": "contract",
    "method": "post",
    "path": "/api/v1/api-keys",
    "takesBody": true,
    "requiresBody": true,
    "success": {
      "status": 201,
      "cacheControl": "no-store"
    },
    "replay": "redact",
    "audit": false,
    "wordsOf": "createApiKey",
    "security": [
      {
        "scheme": "accessToken",
        "scopes": []
      }
    ],
    "raises": {
      "VALIDATION_FAILED": {},
      "INVALID_IDEMPOTENCY_KEY": {},
      "API_KEY_LIMIT_REACHED": {},
      "UNAUTHORIZED": {
        "message": "Invalid or missing token.",
        "variants": {
          "otherKind": "Invalid or missing token. API keys cannot manage API keys; send the user's JWT access token."
        }
      },
      "IDEMPOTENCY_IN_PROGRESS": {},
      "PAYLOAD_TOO_LARGE": {},
      "UNSUPPORTED_MEDIA_TYPE": {},
      "IDEMPOTENCY_KEY_REUSE": {},
      "RATE_LIMITED": {},
      "SERVICE_UNAVAILABLE": {}
    }
  },
  {
    "id": "revokeApiKey",
    "kind": "contract",
    "method": "delete",
    "path": "/api/v1/api-keys/{id}",
    "takesBody": false,
    "requiresBody": false,
    "success": {
      "status": 204,
      "cacheControl": "no-store"
    },
    "replay": null,
    "audit": false,
    "wordsOf": "revokeApiKey",
    "security": [
      {
        "scheme": "accessToken",
        "scopes": []
      }
    ],
    "raises": {
      "VALIDATION_FAILED": {},
      "UNAUTHORIZED": {
        "message": "Invalid or missing token.",
        "variants": {
          "otherKind": "Invalid or missing token. API keys cannot manage API keys; send the user's JWT access token."
        }
      },
      "NOT_FOUND": {
        "message": "No active API key with this id."
      },
      "PAYLOAD_TOO_LARGE": {},
      "RATE_LIMITED": {},
      "SERVICE_UNAVAILABLE": {}
    }
  },
  {
    "id": "rotateApiKey",
    "kind": "contract",
    "method": "post",
    "path": "/api/v1/api-keys/{id}/rotate",
    "takesBody": true,
    "requiresBody": false,
    "success": {
      "status": 201,
      "cacheControl": "no-store"
    },
    "replay": "redact",
    "audit": false,
    "wordsOf": "rotateApiKey",
    "security": [
      {
        "scheme": "accessToken",
        "scopes": []
      }
    ],
    "raises": {
      "VALIDATION_FAILED": {},
      "INVALID_IDEMPOTENCY_KEY": {},
      "UNAUTHORIZED": {
        "message": "Invalid or missing token.",
        "variants": {
          "otherKind": "Invalid or missing token. API keys cannot manage API keys; send the user's JWT access token."
        }
      },
      "NOT_FOUND": {
        "message": "No active API key with this id."
      },
      "IDEMPOTENCY_IN_PROGRESS": {},
      "PAYLOAD_TOO_LARGE": {},
      "UNSUPPORTED_MEDIA_TYPE": {},
      "IDEMPOTENCY_KEY_REUSE": {},
      "RATE_LIMITED": {},
      "SERVICE_UNAVAILABLE": {}
    }
  },
  {
    "id": "getLiveness",
    "kind": "operations",
    "method": "get",
    "path": "/livez",
    "takesBody": false,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": "no-store"
    },
    "replay": null,
    "audit": false,
    "wordsOf": "getLiveness",
    "security": [],
    "raises": {
      "VALIDATION_FAILED": {}
    }
  },
  {
    "id": "getReadiness",
    "kind": "operations",
    "method": "get",
    "path": "/readyz",
    "takesBody": false,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": "no-store"
    },
    "replay": null,
    "audit": false,
    "wordsOf": "getReadiness",
    "security": [],
    "raises": {
      "VALIDATION_FAILED": {},
      "SERVICE_UNAVAILABLE": {
        "variants": {
          "database": "The database does not answer. The service becomes ready again by itself.",
          "draining": "This process is shutting down. Send requests to another replica."
        }
      }
    }
  },
  {
    "id": "getOpenApiJson",
    "kind": "operations",
    "method": "get",
    "path": "/openapi.json",
    "takesBody": false,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": null
    },
    "replay": null,
    "audit": false,
    "wordsOf": "getOpenApiJson",
    "security": [],
    "raises": {
      "VALIDATION_FAILED": {}
    }
  },
  {
    "id": "getOpenApiYaml",
    "kind": "operations",
    "method": "get",
    "path": "/openapi.yaml",
    "takesBody": false,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": null
    },
    "replay": null,
    "audit": false,
    "wordsOf": "getOpenApiYaml",
    "security": [],
    "raises": {
      "VALIDATION_FAILED": {}
    }
  },
  {
    "id": "getErrorCatalogue",
    "kind": "site",
    "method": "get",
    "path": "/api/errors",
    "takesBody": false,
    "requiresBody": false,
    "success": {
      "status": 200,
      "cacheControl": null
    },
    "replay": null,
    "audit": false,
    "wordsOf": "getErrorCatalogue",
    "security": [],
    "raises": {
      "VALIDATION_FAILED": {}
    }
  },
  {
    "id": "receiveStripeWebhook",
    "kind": "webhook",
    "method": "post",
    "path": "/webhooks/stripe",
    "takesBody": true,
    "requiresBody": true,
    "success": {
      "status": 200,
      "cacheControl": "no-store"
    },
    "replay": null,
    "audit": false,
    "wordsOf": "receiveStripeWebhook",
    "security": [],
    "raises": {
      "VALIDATION_FAILED": {},
      "PAYLOAD_TOO_LARGE": {
        "message": "The delivery is larger than 1 MB."
      },
      "RATE_LIMITED": {},
      "SERVICE_UNAVAILABLE": {}
    }
  }
];

/** The first prefix of a path says in which envelope its errors are. */
export const envelopes: readonly { readonly prefix: string; readonly envelope: 'flat' | 'nested' }[] = [
  {
    "prefix": "/subscriptions/",
    "envelope": "flat"
  },
  {
    "prefix": "/",
    "envelope": "nested"
  }
];
