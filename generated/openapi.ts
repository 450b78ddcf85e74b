// Written by `npm run generate` from openapi.yaml. Do not edit.

export interface paths {
    readonly "/api/v1/subscriptions/portal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create a portal session with an access token
         * @description Creates a Stripe Customer Portal session in which the user can update payment methods, view billing history,
         *     change plans, download invoices and cancel.
         *
         *     For users who have bought once or have a subscription now. Somebody new goes through checkout first. Third
         *     parties call `POST /api/v1/subscriptions/portal/api` with an API key instead.
         */
        readonly post: operations["openSubscriptionsPortal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/subscriptions/portal/api": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create a portal session with an API key
         * @description The same as `POST /api/v1/subscriptions/portal`, for third parties: the API key stands for the user who made
         *     it. The key needs the scope `portal:create`, and may be limited to return origins of its own.
         */
        readonly post: operations["openSubscriptionsPortalWithApiKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/subscriptions/portal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create Billing Portal Session
         * @description Creates a portal session for the organization of the authenticated user, who manages its subscription, billing
         *     information and payment methods there. For members whose role is billing, administrators or owner.
         *
         *     The endpoint takes no query parameters and no request body (an empty body or `null` is none).
         */
        readonly post: operations["createBillingPortal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/billing-portal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create billing portal session
         * @description Answers with the URL of a Stripe Customer Portal in which the user sees the invoice history and manages payment
         *     methods. By access token, or by an API key with the scope `portal:create`.
         */
        readonly post: operations["createBillingPortalSession"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/subscriptions/portal/eligibility": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Would a portal open now, by access token
         * @description Says whether `POST /api/v1/subscriptions/portal` would open a portal for the user now, and if not, which code it would
         *     answer and what to do. No portal session is made. An app shows or hides its "Manage Billing" button by it.
         */
        readonly get: operations["getSubscriptionsPortalEligibility"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/subscriptions/portal/api/eligibility": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Would a portal open now, by API key
         * @description Says whether `POST /api/v1/subscriptions/portal/api` would open a portal for the user now, and if not, which code it would
         *     answer and what to do. No portal session is made. An app shows or hides its "Manage Billing" button by it.
         */
        readonly get: operations["getSubscriptionsPortalEligibilityWithApiKey"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/subscriptions/portal/eligibility": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Would the organization's portal open now
         * @description Says whether `POST /subscriptions/portal` would open a portal for the organization of the authenticated user now, and if not, which code it would
         *     answer and what to do. No portal session is made. An app shows or hides its "Manage Billing" button by it.
         */
        readonly get: operations["getOrganizationPortalEligibility"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/billing-portal/eligibility": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Would a portal open now, by either credential
         * @description Says whether `POST /api/billing-portal` would open a portal for the user now, and if not, which code it would
         *     answer and what to do. No portal session is made. An app shows or hides its "Manage Billing" button by it.
         */
        readonly get: operations["getBillingPortalEligibility"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/api-keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the API keys
         * @description The user's own keys, oldest first, with a preview of each and when it was last used: never the key itself.
         */
        readonly get: operations["listApiKeys"];
        readonly put?: never;
        /**
         * Create an API key
         * @description Makes a key with which a third party may act for the user. The key itself is in this answer and nowhere else: only a
         *     hash is kept. A user has at most ten active keys.
         */
        readonly post: operations["createApiKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/api-keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Revoke an API key
         * @description Ends a key at once. Somebody else's key, and one that does not exist, are the same 404. Revoking it again changes nothing.
         */
        readonly delete: operations["revokeApiKey"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/v1/api-keys/{id}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Rotate an API key
         * @description Makes a new key with the same name, scopes, origins and end, in the place of this one. The old key stays good for the
         *     overlap, so that whoever holds it can change over without an interruption.
         */
        readonly post: operations["rotateApiKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/livez": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Is the process alive
         * @description Answers as long as the process can answer at all, whatever its database or Stripe do. Restart it when this fails.
         */
        readonly get: operations["getLiveness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/readyz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Can it serve requests now
         * @description 200 while requests can be served: the database answers and the process is not shutting down. Send no traffic
         *     while it is 503. Stripe's state is told, and does not make the service unready: without Stripe, callers get a
         *     503 that says so.
         */
        readonly get: operations["getReadiness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * This document as JSON
         * @description The contract that the service runs on, with this service's own address under `servers`.
         */
        readonly get: operations["getOpenApiJson"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.yaml": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * This document as YAML
         * @description The same as `/openapi.json`, for people and for tools that prefer YAML.
         */
        readonly get: operations["getOpenApiYaml"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/errors": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The error catalogue
         * @description Every code with what it means, why it happens, what to do, whether to retry and who must act: a page for people,
         *     or JSON, as `Accept` prefers. A `docUrl` points at a section of the page, at `/api/errors/`.
         */
        readonly get: operations["getErrorCatalogue"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/webhooks/stripe": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Stripe tells what happened
         * @description Stripe's own deliveries, signed with the endpoint's secret. A delivery is stored, then answered, then applied: what
         *     the store knows of a customer is read from Stripe anew, so that duplicates and disorder do no harm. Nobody but
         *     Stripe calls this. `billing-portal setup` makes the endpoint in Stripe; its secret goes into STRIPE_WEBHOOK_SECRET.
         */
        readonly post: operations["receiveStripeWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly PortalRequest: {
            /**
             * Format: uri
             * @description Where the portal leads back to. Must be https and of an origin that the service allows. By default the app's dashboard.
             * @example https://yourapp.com/settings/billing
             */
            readonly returnUrl?: string;
            /**
             * @description What the user comes for: the portal opens there, for their own subscription, and leads back when it is done. By default it opens at its home.
             * @enum {string}
             */
            readonly intent?: "update_payment_method" | "cancel" | "change_plan";
            /**
             * @description The language of the portal. By default the one of Stripe's that `Accept-Language` likes best, else Stripe chooses.
             * @enum {string}
             */
            readonly locale?: "auto" | "bg" | "cs" | "da" | "de" | "el" | "en" | "en-AU" | "en-CA" | "en-GB" | "en-IE" | "en-IN" | "en-NZ" | "en-SG" | "es" | "es-419" | "et" | "fi" | "fil" | "fr" | "fr-CA" | "hr" | "hu" | "id" | "it" | "ja" | "ko" | "lt" | "lv" | "ms" | "mt" | "nb" | "nl" | "pl" | "pt" | "pt-BR" | "ro" | "ru" | "sk" | "sl" | "sv" | "th" | "tr" | "vi" | "zh" | "zh-HK" | "zh-TW";
        };
        readonly PortalSession: {
            readonly url: components["schemas"]["PortalUrl"];
        };
        readonly BillingPortalSession: {
            readonly url?: components["schemas"]["PortalUrl"];
        };
        readonly CreateBillingPortalResponse: {
            /** @description Whether the portal session was created. */
            readonly success?: boolean;
            readonly url?: components["schemas"]["PortalUrl"];
        };
        readonly Eligibility: {
            /** @description Whether a portal would open now. */
            readonly eligible: boolean;
            readonly code?: components["schemas"]["ErrorCode"];
            /** @description Why not, and what to do next, for people. */
            readonly message?: string;
            /**
             * Format: uri
             * @description The section of the error catalogue about the code.
             */
            readonly docUrl?: string;
        };
        readonly OrganizationEligibility: {
            /**
             * @description That the question was answered.
             * @constant
             */
            readonly success: true;
            /** @description Whether a portal would open now. */
            readonly eligible: boolean;
            readonly code?: components["schemas"]["ErrorCode"];
            /** @description Why not, and what to do next, for people. */
            readonly message?: string;
            /**
             * Format: uri
             * @description The section of the error catalogue about the code.
             */
            readonly docUrl?: string;
        };
        readonly ApiKeyRequest: {
            /**
             * @description What the key is for, so that its owner knows it again.
             * @example CRM integration
             */
            readonly name: string;
            /** @description What the key may do. By default `portal:create`. */
            readonly scopes?: readonly components["schemas"]["ApiKeyScope"][];
            /**
             * @description Exact origins, from those that the service allows, that portals opened with this key may lead back to. By default all of them.
             * @example [
             *       "https://yourapp.com"
             *     ]
             */
            readonly returnOrigins?: readonly string[];
            /**
             * Format: date-time
             * @description When the key ends by itself. By default never.
             */
            readonly expiresAt?: string;
        };
        readonly ApiKeyRotation: {
            /** @description How long the old key stays good, at most 7 days. By default 24 hours. */
            readonly overlapSeconds?: number;
        };
        /**
         * @description `portal:create` opens portals.
         * @enum {string}
         */
        readonly ApiKeyScope: "portal:create";
        readonly ApiKey: {
            readonly id: string;
            readonly name: string;
            /**
             * @description The key's beginning and end, so that its owner knows it again.
             * @example llmgen_ab12…wxyz
             */
            readonly preview: string;
            readonly scopes: readonly components["schemas"]["ApiKeyScope"][];
            /** @description Where portals may lead back to; null for all origins that the service allows. */
            readonly returnOrigins: readonly string[] | null;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly expiresAt: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             */
            readonly lastUsedAt: string | null;
            /**
             * @description `rotating` keys are good until they expire, and another has taken their place.
             * @enum {string}
             */
            readonly status: "active" | "rotating" | "expired" | "revoked";
        };
        readonly IssuedApiKey: components["schemas"]["ApiKey"] & {
            /** @description The key itself, told this once. A repeated request with the same idempotency key is told it for two minutes; after that the answer comes without it. */
            readonly key?: string;
        };
        readonly ApiKeyList: {
            /** @description The user's keys, oldest first; revoked and expired ones too. */
            readonly data: readonly components["schemas"]["ApiKey"][];
        };
        /**
         * Format: uri
         * @description Send the person here at once. A page that Stripe hosts; whoever has the URL is let in, so it is a credential.
         */
        readonly PortalUrl: string;
        readonly NestedError: {
            readonly error: {
                readonly code: components["schemas"]["ErrorCode"];
                /** @description What happened and what to do next, for people. */
                readonly message: string;
                /**
                 * Format: uri
                 * @description The section of the error catalogue about this code.
                 */
                readonly docUrl?: string;
                /** @description One object for each field that failed, in the shape of a Zod issue. */
                readonly details?: readonly components["schemas"]["ErrorDetail"][];
            };
        };
        readonly FlatError: {
            /** @description False for errors. */
            readonly success?: boolean;
            readonly error_code?: components["schemas"]["ErrorCode"];
            /** @description What happened and what to do next, for people. */
            readonly message?: string;
            /**
             * Format: uri
             * @description The section of the error catalogue about this code.
             */
            readonly docUrl?: string;
        };
        readonly ErrorDetail: {
            /**
             * @description What failed; `custom` is a rule of this service, such as the list of return origins.
             * @enum {string}
             */
            readonly code: "invalid_type" | "unrecognized_keys" | "invalid_format" | "too_big" | "too_small" | "custom";
            /** @description The keys that lead to the field. */
            readonly path: readonly (string | number)[];
            /** @description What is wrong with the field, for people. */
            readonly message: string;
        };
        /**
         * @description A code of the error catalogue. More may be added: treat a code that you do not know as its HTTP status says.
         * @enum {string}
         */
        readonly ErrorCode: "VALIDATION_FAILED" | "APP_LIMIT_REACHED" | "API_KEY_LIMIT_REACHED" | "SUBSCRIPTION_EXISTS" | "NO_PAYMENT_METHOD" | "NO_ACTIVE_SUBSCRIPTION" | "NOT_CANCELING" | "ALREADY_CANCELING" | "SUBSCRIPTION_CANCELING" | "SAME_PLAN" | "CARD_ERROR" | "PAYMENT_ERROR" | "NO_STRIPE_CUSTOMER" | "INVALID_IDEMPOTENCY_KEY" | "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND" | "RATE_LIMITED" | "SUBSCRIPTION_REQUIRED" | "SLUG_TAKEN" | "SLUG_RESERVED" | "DOMAIN_IN_USE" | "IDEMPOTENCY_KEY_REUSE" | "CERT_CREATION_FAILED" | "DEPLOY_FAILED" | "INTERNAL_ERROR" | "NO_ORGANIZATION" | "USER_NOT_FOUND" | "ORG_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "IDEMPOTENCY_IN_PROGRESS" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "PORTAL_NOT_CONFIGURED" | "STRIPE_BAD_RESPONSE" | "STRIPE_UNAVAILABLE" | "SERVICE_UNAVAILABLE";
        readonly WebhookReceipt: {
            /** @constant */
            readonly received: true;
        };
        readonly Liveness: {
            /** @constant */
            readonly status: "ok";
        };
        readonly Readiness: {
            /** @constant */
            readonly status: "ready";
            readonly checks: {
                /** @constant */
                readonly database: "ok";
                /**
                 * @description The circuit breaker in front of Stripe; open while Stripe fails.
                 * @enum {string}
                 */
                readonly stripe: "closed" | "open" | "half-open";
                /**
                 * @description Where Redis is configured. Without it each replica counts limits for itself.
                 * @enum {string}
                 */
                readonly redis?: "ok" | "unavailable";
            };
        };
        readonly OpenApiDocument: {
            readonly openapi: string;
            readonly info: Record<string, never>;
            readonly paths: Record<string, never>;
        };
        readonly ErrorCatalogue: {
            readonly errors: readonly components["schemas"]["ErrorCatalogueEntry"][];
        };
        readonly ErrorCatalogueEntry: {
            readonly code: components["schemas"]["ErrorCode"];
            readonly status: number;
            readonly title: string;
            /** @description What a caller reads, unless an operation has words of its own. */
            readonly message: string;
            readonly cause: string;
            readonly remedy: string;
            /** @description Whether the same request may be sent again as it is. */
            readonly retryable: boolean;
            /**
             * @description Who must act.
             * @enum {string}
             */
            readonly actor: "caller" | "user" | "operator" | "nobody";
            /** Format: uri */
            readonly docUrl: string;
        };
    };
    responses: {
        /** @description The portal session was created. */
        readonly PortalSession: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PortalSession"];
            };
        };
        /** @description There is no billing account, or the request is not valid. */
        readonly SubscriptionsBadRequest: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
        /** @description Nothing has changed since the answer that `If-None-Match` names by its `ETag`. */
        readonly NotModified: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request is not valid HTTP, or its head is too large. */
        readonly BadSyntax: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
        /** @description The API key is good and lacks the scope that this operation needs. */
        readonly KeyLacksScope: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
        /** @description The body is larger than 16 kB. */
        readonly PayloadTooLarge: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
        /** @description A body came that is not JSON. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
        /** @description The service failed. Its operator has been told in the log. */
        readonly InternalError: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
        /** @description Stripe answered with something that is no portal session. */
        readonly StripeBadResponse: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
        /** @description Stripe, or a part of this service, is not available now. Send the request again. */
        readonly Unavailable: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
        /** @description A request with this idempotency key is being answered now. */
        readonly IdempotencyInProgress: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
        /** @description The idempotency key came before, with another request. */
        readonly IdempotencyKeyReuse: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
        /** @description Too many requests. Send it again after the seconds of Retry-After. */
        readonly RateLimited: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
        /** @description The access token is missing, not valid or expired. */
        readonly Unauthorized: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
        /** @description A part of this service is not available now. Send the request again. */
        readonly ServiceUnavailable: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
        /** @description There is no active key of the user with this id. */
        readonly KeyNotFound: {
            headers: {
                readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                readonly "Cache-Control": components["headers"]["Cache-Control"];
                readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                readonly RateLimit: components["headers"]["RateLimit"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["NestedError"];
            };
        };
    };
    parameters: {
        /**
         * @description A name of your own for this request, such as a UUID: 1 to 255 printable characters, bare or in double quotes. Send
         *     the same request with the same key again, and it is answered as the first time, for 24 hours. A portal URL is kept
         *     for two minutes; after that a new session is made.
         */
        readonly IdempotencyKey: string;
        /**
         * @description The key's id, as creation and listing tell it.
         * @example 6f1c0a52-7a5e-4d0f-9d5b-5a3f0d9b2c11
         */
        readonly ApiKeyId: string;
    };
    requestBodies: {
        /** @description Optional. No body, no bytes, or `null` all mean that the defaults apply. */
        readonly PortalRequest: {
            readonly content: {
                readonly "application/json": components["schemas"]["PortalRequest"];
            };
        };
    };
    headers: {
        /** @description Names this request in the service's log. A caller's own, of 1 to 128 letters, digits, `.`, `_` and `-`, is kept. */
        readonly "X-Request-Id": string;
        /** @description The answer belongs to one caller and is never stored. */
        readonly "Cache-Control": "no-store";
        /**
         * @description The limit that this request counted against: so many (`q`) in so many seconds (`w`). On every answer, but to what is not HTTP.
         * @example "default";q=300;w=60
         */
        readonly "RateLimit-Policy": string;
        /**
         * @description What is left of it: so many requests (`r`) until it starts anew in so many seconds (`t`).
         * @example "default";r=295;t=45
         */
        readonly RateLimit: string;
        /** @description Present where this is the answer to an earlier request with the same idempotency key. */
        readonly "Idempotent-Replayed": "true";
        /** @description The caller alone may keep the answer, for ten seconds. */
        readonly "Cache-Control-Eligibility": "private, max-age=10";
        /** @description How to authenticate (RFC 6750, section 3). */
        readonly "WWW-Authenticate": string;
        /** @description After how many seconds to send the request again. */
        readonly "Retry-After": number;
    };
    pathItems: never;
}
export type PortalRequest = components['schemas']['PortalRequest'];
export type PortalSession = components['schemas']['PortalSession'];
export type BillingPortalSession = components['schemas']['BillingPortalSession'];
export type CreateBillingPortalResponse = components['schemas']['CreateBillingPortalResponse'];
export type Eligibility = components['schemas']['Eligibility'];
export type OrganizationEligibility = components['schemas']['OrganizationEligibility'];
export type ApiKeyRequest = components['schemas']['ApiKeyRequest'];
export type ApiKeyRotation = components['schemas']['ApiKeyRotation'];
export type ApiKeyScope = components['schemas']['ApiKeyScope'];
export type ApiKey = components['schemas']['ApiKey'];
export type IssuedApiKey = components['schemas']['IssuedApiKey'];
export type ApiKeyList = components['schemas']['ApiKeyList'];
export type PortalUrl = components['schemas']['PortalUrl'];
export type NestedError = components['schemas']['NestedError'];
export type FlatError = components['schemas']['FlatError'];
export type ErrorDetail = components['schemas']['ErrorDetail'];
export type ErrorCode = components['schemas']['ErrorCode'];
export type WebhookReceipt = components['schemas']['WebhookReceipt'];
export type Liveness = components['schemas']['Liveness'];
export type Readiness = components['schemas']['Readiness'];
export type OpenApiDocument = components['schemas']['OpenApiDocument'];
export type ErrorCatalogue = components['schemas']['ErrorCatalogue'];
export type ErrorCatalogueEntry = components['schemas']['ErrorCatalogueEntry'];
export type ResponsePortalSession = components['responses']['PortalSession'];
export type ResponseSubscriptionsBadRequest = components['responses']['SubscriptionsBadRequest'];
export type ResponseNotModified = components['responses']['NotModified'];
export type ResponseBadSyntax = components['responses']['BadSyntax'];
export type ResponseKeyLacksScope = components['responses']['KeyLacksScope'];
export type ResponsePayloadTooLarge = components['responses']['PayloadTooLarge'];
export type ResponseUnsupportedMediaType = components['responses']['UnsupportedMediaType'];
export type ResponseInternalError = components['responses']['InternalError'];
export type ResponseStripeBadResponse = components['responses']['StripeBadResponse'];
export type ResponseUnavailable = components['responses']['Unavailable'];
export type ResponseIdempotencyInProgress = components['responses']['IdempotencyInProgress'];
export type ResponseIdempotencyKeyReuse = components['responses']['IdempotencyKeyReuse'];
export type ResponseRateLimited = components['responses']['RateLimited'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseServiceUnavailable = components['responses']['ServiceUnavailable'];
export type ResponseKeyNotFound = components['responses']['KeyNotFound'];
export type ParameterIdempotencyKey = components['parameters']['IdempotencyKey'];
export type ParameterApiKeyId = components['parameters']['ApiKeyId'];
export type RequestBodyPortalRequest = components['requestBodies']['PortalRequest'];
export type HeaderXRequestId = components['headers']['X-Request-Id'];
export type HeaderCacheControl = components['headers']['Cache-Control'];
export type HeaderRateLimitPolicy = components['headers']['RateLimit-Policy'];
export type HeaderRateLimit = components['headers']['RateLimit'];
export type HeaderIdempotentReplayed = components['headers']['Idempotent-Replayed'];
export type HeaderCacheControlEligibility = components['headers']['Cache-Control-Eligibility'];
export type HeaderWwwAuthenticate = components['headers']['WWW-Authenticate'];
export type HeaderRetryAfter = components['headers']['Retry-After'];
export type $defs = Record<string, never>;
export interface operations {
    readonly openSubscriptionsPortal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A name of your own for this request, such as a UUID: 1 to 255 printable characters, bare or in double quotes. Send
                 *     the same request with the same key again, and it is answered as the first time, for 24 hours. A portal URL is kept
                 *     for two minutes; after that a new session is made.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: components["requestBodies"]["PortalRequest"];
        readonly responses: {
            readonly 200: components["responses"]["PortalSession"];
            readonly 400: components["responses"]["SubscriptionsBadRequest"];
            /** @description The access token is missing, not valid or expired, or an API key came in its place. */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            readonly 409: components["responses"]["IdempotencyInProgress"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyKeyReuse"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalError"];
            readonly 502: components["responses"]["StripeBadResponse"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly openSubscriptionsPortalWithApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A name of your own for this request, such as a UUID: 1 to 255 printable characters, bare or in double quotes. Send
                 *     the same request with the same key again, and it is answered as the first time, for 24 hours. A portal URL is kept
                 *     for two minutes; after that a new session is made.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: components["requestBodies"]["PortalRequest"];
        readonly responses: {
            readonly 200: components["responses"]["PortalSession"];
            readonly 400: components["responses"]["SubscriptionsBadRequest"];
            /** @description The API key is missing, unknown, revoked or expired, or an access token came in its place. */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            readonly 403: components["responses"]["KeyLacksScope"];
            readonly 409: components["responses"]["IdempotencyInProgress"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyKeyReuse"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalError"];
            readonly 502: components["responses"]["StripeBadResponse"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly createBillingPortal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A name of your own for this request, such as a UUID: 1 to 255 printable characters, bare or in double quotes. Send
                 *     the same request with the same key again, and it is answered as the first time, for 24 hours. A portal URL is kept
                 *     for two minutes; after that a new session is made.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The portal session was created. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreateBillingPortalResponse"];
                };
            };
            /** @description The organization has no billing account, the user belongs to none, or the request is not valid. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description The access token is missing, not valid or expired. */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description The member's role may not manage billing. */
            readonly 403: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description The user, or the organization, is not known here. */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description A request with this idempotency key is being answered now. */
            readonly 409: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description The body is larger than 16 kB. */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description The idempotency key came before, with another request. */
            readonly 422: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description Too many requests. Send it again after the seconds of Retry-After. */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description The service failed. Its operator has been told in the log. */
            readonly 500: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description Stripe answered with something that is no portal session. */
            readonly 502: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description Stripe, or a part of this service, is not available now. Send the request again. */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
        };
    };
    readonly createBillingPortalSession: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A name of your own for this request, such as a UUID: 1 to 255 printable characters, bare or in double quotes. Send
                 *     the same request with the same key again, and it is answered as the first time, for 24 hours. A portal URL is kept
                 *     for two minutes; after that a new session is made.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: components["requestBodies"]["PortalRequest"];
        readonly responses: {
            /** @description Billing portal session URL */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["BillingPortalSession"];
                };
            };
            /** @description The request is not valid; `details` names each field that failed. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            /** @description The token or API key is missing, not valid or expired. */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            readonly 403: components["responses"]["KeyLacksScope"];
            /** @description No Stripe customer found */
            readonly 404: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            readonly 409: components["responses"]["IdempotencyInProgress"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyKeyReuse"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 500: components["responses"]["InternalError"];
            readonly 502: components["responses"]["StripeBadResponse"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly getSubscriptionsPortalEligibility: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, whichever it is. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control-Eligibility"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Eligibility"];
                };
            };
            /** @description The request has a query parameter or a body, and takes none. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            /** @description The access token is missing, not valid or expired, or an API key came in its place. */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getSubscriptionsPortalEligibilityWithApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, whichever it is. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control-Eligibility"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Eligibility"];
                };
            };
            /** @description The request has a query parameter or a body, and takes none. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            /** @description The API key is missing, unknown, revoked or expired, or an access token came in its place. */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getOrganizationPortalEligibility: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, whichever it is. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control-Eligibility"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrganizationEligibility"];
                };
            };
            /** @description The request has a query parameter or a body, and takes none. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description The access token is missing, not valid or expired. */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description A body came that is larger than 16 kB. */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description Too many requests. Send it again after the seconds of Retry-After. */
            readonly 429: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
            /** @description A part of this service is not available now. Send the request again. */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FlatError"];
                };
            };
        };
    };
    readonly getBillingPortalEligibility: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The answer, whichever it is. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control-Eligibility"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Eligibility"];
                };
            };
            /** @description The request has a query parameter or a body, and takes none. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            /** @description The token or API key is missing, not valid or expired. */
            readonly 401: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly listApiKeys: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The keys. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            /** @description The request is not valid. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly createApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A name of your own for this request, such as a UUID: 1 to 255 printable characters, bare or in double quotes. Send
                 *     the same request with the same key again, and it is answered as the first time, for 24 hours. A portal URL is kept
                 *     for two minutes; after that a new session is made.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ApiKeyRequest"];
            };
        };
        readonly responses: {
            /** @description The key was created. */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            /** @description The request is not valid, or the user has ten active keys already. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 409: components["responses"]["IdempotencyInProgress"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyKeyReuse"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly revokeApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /**
                 * @description The key's id, as creation and listing tell it.
                 * @example 6f1c0a52-7a5e-4d0f-9d5b-5a3f0d9b2c11
                 */
                readonly id: components["parameters"]["ApiKeyId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The key is revoked. It is refused from now on, on every replica. */
            readonly 204: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is not valid. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["KeyNotFound"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly rotateApiKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description A name of your own for this request, such as a UUID: 1 to 255 printable characters, bare or in double quotes. Send
                 *     the same request with the same key again, and it is answered as the first time, for 24 hours. A portal URL is kept
                 *     for two minutes; after that a new session is made.
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path: {
                /**
                 * @description The key's id, as creation and listing tell it.
                 * @example 6f1c0a52-7a5e-4d0f-9d5b-5a3f0d9b2c11
                 */
                readonly id: components["parameters"]["ApiKeyId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["ApiKeyRotation"];
            };
        };
        readonly responses: {
            /** @description The new key. The old one is good until the overlap ends. */
            readonly 201: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            /** @description The request is not valid. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly "RateLimit-Policy": components["headers"]["RateLimit-Policy"];
                    readonly RateLimit: components["headers"]["RateLimit"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 404: components["responses"]["KeyNotFound"];
            readonly 409: components["responses"]["IdempotencyInProgress"];
            readonly 413: components["responses"]["PayloadTooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 422: components["responses"]["IdempotencyKeyReuse"];
            readonly 429: components["responses"]["RateLimited"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
    readonly getLiveness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Alive. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Liveness"];
                };
            };
            readonly 400: components["responses"]["BadSyntax"];
        };
    };
    readonly getReadiness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Ready. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            readonly 400: components["responses"]["BadSyntax"];
            /** @description Not ready. */
            readonly 503: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Retry-After": components["headers"]["Retry-After"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
        };
    };
    readonly getOpenApiJson: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description An OpenAPI 3.1 document. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadSyntax"];
        };
    };
    readonly getOpenApiYaml: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description An OpenAPI 3.1 document. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/yaml": components["schemas"]["OpenApiDocument"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadSyntax"];
        };
    };
    readonly getErrorCatalogue: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The catalogue. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                    readonly "application/json": components["schemas"]["ErrorCatalogue"];
                };
            };
            readonly 304: components["responses"]["NotModified"];
            readonly 400: components["responses"]["BadSyntax"];
        };
    };
    readonly receiveStripeWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The time of the delivery and its signatures. A delivery without it is refused. */
                readonly "Stripe-Signature"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": Record<string, never>;
            };
        };
        readonly responses: {
            /** @description The delivery was taken, or need not be. */
            readonly 200: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookReceipt"];
                };
            };
            /** @description It is not Stripe's, not of now, not of this service's Stripe mode, or no event. */
            readonly 400: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            /** @description The delivery is larger than 1 MB. */
            readonly 413: {
                headers: {
                    readonly "X-Request-Id": components["headers"]["X-Request-Id"];
                    readonly "Cache-Control": components["headers"]["Cache-Control"];
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NestedError"];
                };
            };
            readonly 429: components["responses"]["RateLimited"];
            readonly 503: components["responses"]["ServiceUnavailable"];
        };
    };
}
type FlattenedDeepRequired<T> = {
    [K in keyof T]-?: FlattenedDeepRequired<T[K] extends unknown[] | undefined | null ? Extract<T[K], unknown[]>[number] : T[K]>;
};
type ReadonlyArray<T> = [
    Exclude<T, undefined>
] extends [
    unknown[]
] ? Readonly<Exclude<T, undefined>> : Readonly<Exclude<T, undefined>[]>;
export const portalRequestIntentValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["PortalRequest"]["intent"]> = ["update_payment_method", "cancel", "change_plan"];
export const portalRequestLocaleValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["PortalRequest"]["locale"]> = ["auto", "bg", "cs", "da", "de", "el", "en", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NZ", "en-SG", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW"];
export const apiKeyScopeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ApiKeyScope"]> = ["portal:create"];
export const apiKeyStatusValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ApiKey"]["status"]> = ["active", "rotating", "expired", "revoked"];
export const errorDetailCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ErrorDetail"]["code"]> = ["invalid_type", "unrecognized_keys", "invalid_format", "too_big", "too_small", "custom"];
export const errorCodeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ErrorCode"]> = ["VALIDATION_FAILED", "APP_LIMIT_REACHED", "API_KEY_LIMIT_REACHED", "SUBSCRIPTION_EXISTS", "NO_PAYMENT_METHOD", "NO_ACTIVE_SUBSCRIPTION", "NOT_CANCELING", "ALREADY_CANCELING", "SUBSCRIPTION_CANCELING", "SAME_PLAN", "CARD_ERROR", "PAYMENT_ERROR", "NO_STRIPE_CUSTOMER", "INVALID_IDEMPOTENCY_KEY", "UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "RATE_LIMITED", "SUBSCRIPTION_REQUIRED", "SLUG_TAKEN", "SLUG_RESERVED", "DOMAIN_IN_USE", "IDEMPOTENCY_KEY_REUSE", "CERT_CREATION_FAILED", "DEPLOY_FAILED", "INTERNAL_ERROR", "NO_ORGANIZATION", "USER_NOT_FOUND", "ORG_NOT_FOUND", "METHOD_NOT_ALLOWED", "IDEMPOTENCY_IN_PROGRESS", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE", "PORTAL_NOT_CONFIGURED", "STRIPE_BAD_RESPONSE", "STRIPE_UNAVAILABLE", "SERVICE_UNAVAILABLE"];
export const readinessChecksStripeValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Readiness"]["checks"]["stripe"]> = ["closed", "open", "half-open"];
export const readinessChecksRedisValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["Readiness"]["checks"]["redis"]> = ["ok", "unavailable"];
export const errorCatalogueEntryActorValues: ReadonlyArray<FlattenedDeepRequired<components>["schemas"]["ErrorCatalogueEntry"]["actor"]> = ["caller", "user", "operator", "nobody"];
