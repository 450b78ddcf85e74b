// Written by `npm run generate` from openapi.yaml. Do not edit.

export const errorCodes = [
  "VALIDATION_FAILED",
  "APP_LIMIT_REACHED",
  "API_KEY_LIMIT_REACHED",
  "SUBSCRIPTION_EXISTS",
  "NO_PAYMENT_METHOD",
  "NO_ACTIVE_SUBSCRIPTION",
  "NOT_CANCELING",
  "ALREADY_CANCELING",
  "SUBSCRIPTION_CANCELING",
  "SAME_PLAN",
  "CARD_ERROR",
  "PAYMENT_ERROR",
  "NO_STRIPE_CUSTOMER",
  "INVALID_IDEMPOTENCY_KEY",
  "UNAUTHORIZED",
  "FORBIDDEN",
  "NOT_FOUND",
  "RATE_LIMITED",
  "SUBSCRIPTION_REQUIRED",
  "SLUG_TAKEN",
  "SLUG_RESERVED",
  "DOMAIN_IN_USE",
  "IDEMPOTENCY_KEY_REUSE",
  "CERT_CREATION_FAILED",
  "DEPLOY_FAILED",
  "INTERNAL_ERROR",
  "NO_ORGANIZATION",
  "USER_NOT_FOUND",
  "ORG_NOT_FOUND",
  "METHOD_NOT_ALLOWED",
  "IDEMPOTENCY_IN_PROGRESS",
  "PAYLOAD_TOO_LARGE",
  "UNSUPPORTED_MEDIA_TYPE",
  "PORTAL_NOT_CONFIGURED",
  "STRIPE_BAD_RESPONSE",
  "STRIPE_UNAVAILABLE",
  "SERVICE_UNAVAILABLE"
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** The codes that this service raises itself. */
export type RaisedErrorCode = 'VALIDATION_FAILED' | 'API_KEY_LIMIT_REACHED' | 'NO_PAYMENT_METHOD' | 'NO_ACTIVE_SUBSCRIPTION' | 'ALREADY_CANCELING' | 'SUBSCRIPTION_CANCELING' | 'NO_STRIPE_CUSTOMER' | 'INVALID_IDEMPOTENCY_KEY' | 'UNAUTHORIZED' | 'FORBIDDEN' | 'NOT_FOUND' | 'RATE_LIMITED' | 'IDEMPOTENCY_KEY_REUSE' | 'INTERNAL_ERROR' | 'NO_ORGANIZATION' | 'USER_NOT_FOUND' | 'ORG_NOT_FOUND' | 'METHOD_NOT_ALLOWED' | 'IDEMPOTENCY_IN_PROGRESS' | 'PAYLOAD_TOO_LARGE' | 'UNSUPPORTED_MEDIA_TYPE' | 'PORTAL_NOT_CONFIGURED' | 'STRIPE_BAD_RESPONSE' | 'STRIPE_UNAVAILABLE' | 'SERVICE_UNAVAILABLE';

/** Another text of an error, by the situation's name. Texts may have `{names}` to fill in. */
export type Wording = {
  readonly message?: string;
  readonly variants?: Readonly<Record<string, string>>;
};

export type CatalogueEntry = Wording & {
  readonly status: number;
  /** Who published the code: one of the contracts, or this service. */
  readonly origin: 'billing-portal' | 'organization' | 'service';
  /** Whether this service raises it: now, in later work, or never (partners share the catalogue). */
  readonly raised: true | 'later' | 'elsewhere';
  readonly title: string;
  readonly message: string;
  readonly cause: string;
  readonly remedy: string;
  readonly retryable: boolean;
  readonly actor: 'caller' | 'user' | 'operator' | 'nobody';
  readonly mistakes?: readonly string[];
  /** Texts about one field, by what failed. */
  readonly details?: Readonly<Record<string, string>>;
};

export const catalogue: Readonly<Record<ErrorCode, CatalogueEntry>> = {
  "VALIDATION_FAILED": {
    "status": 400,
    "origin": "billing-portal",
    "raised": true,
    "title": "The request is not valid",
    "message": "The request is not valid. {problem}",
    "details": {
      "invalid_type": "{field} must be of type {expected}.",
      "required": "{field} is required.",
      "unrecognized_keys": "{field} is not a known field. Leave it out.",
      "invalid_format": "{field} does not have the format that the API description gives for it.",
      "too_big": "{field} is too large (at most {limit}).",
      "too_small": "{field} is too small (at least {limit}).",
      "returnUrlNotUrl": "{field} is not a URL. Send an absolute one, such as https://yourapp.com/settings/billing.",
      "returnUrlScheme": "{field} must start with https://.",
      "returnUrlUserInfo": "{field} must not contain a user name or a password. Remove what stands before the @ sign.",
      "returnUrlCharacters": "{field} must not contain control characters or backslashes.",
      "returnUrlOrigin": "{field} must lead back to the app: its origin is not on the list of return origins. Use a URL of the app, or have its origin added.",
      "returnUrlRequired": "{field} is required with this API key, because the default page is not among the key's return origins.",
      "returnOriginNotAllowed": "{field} is not on the list of return origins. Name one that the service allows, exactly as https://yourapp.com.",
      "expiresAtPast": "{field} must be a time to come.",
      "organizationAmbiguous": "You belong to several organizations. Name one of them in the access token's claim {claim}.",
      "notJson": "The request body is not valid JSON. Send a JSON object, or no body.",
      "intentNotOffered": "{field} is not offered by the portal's configuration. Leave it out, or have the feature switched on.",
      "webhookSignature": "{field} does not fit the delivery. Set STRIPE_WEBHOOK_SECRET to the secret of this endpoint in Stripe.",
      "webhookTimestamp": "{field} is of another time. Check the clock of the machine; Stripe sends the delivery again.",
      "webhookBody": "The request body is no Stripe event.",
      "webhookLivemode": "{field} is not that of this service's Stripe key. Point the endpoint of the other mode elsewhere.",
      "bodyRequired": "This operation needs a request body. Send a JSON object.",
      "bodyNotAllowed": "This operation takes no request body. Send none.",
      "queryNotAllowed": "This operation takes no query parameters. Remove {field}.",
      "badRequestSyntax": "It cannot be read as HTTP. Check the request line, the headers and their size, and the percent-encoding of the path."
    },
    "cause": "A field has the wrong type or format, is unknown or is missing, the body is not JSON, or something was sent that the operation does not take. A return URL is refused unless it is absolute, uses https and leads to one of the app's own origins. Nothing was created or changed.",
    "remedy": "Read the message: it names each field that failed and says what is wrong with it. In the nested envelope, details has the same for programs, one object for each field. Correct the request and send it again.",
    "retryable": false,
    "actor": "caller",
    "mistakes": [
      "Sending returnUrl as null or as an empty string. To use the default page, leave the field out.",
      "Sending a path such as /settings/billing. returnUrl must be absolute and start with https://.",
      "Using a return URL on another sub-domain or port than those on the list of return origins. Origins are compared exactly."
    ]
  },
  "APP_LIMIT_REACHED": {
    "status": 400,
    "origin": "billing-portal",
    "raised": "elsewhere",
    "title": "App limit reached",
    "message": "Your plan's limit of apps is reached. Delete an app or change to a larger plan.",
    "cause": "The account already has as many apps as its plan allows.",
    "remedy": "Delete an app that is no longer needed, or change to a plan with a higher limit, then try again.",
    "retryable": false,
    "actor": "user"
  },
  "API_KEY_LIMIT_REACHED": {
    "status": 400,
    "origin": "billing-portal",
    "raised": true,
    "title": "API key limit reached",
    "message": "The limit of active API keys is reached. Revoke a key that is no longer used, then create the new one.",
    "cause": "The owner already has as many active API keys as are allowed. Revoked and expired keys do not count.",
    "remedy": "List the keys, revoke one that is no longer used, then create the new one. To replace a key, rotate it instead.",
    "retryable": false,
    "actor": "caller",
    "mistakes": [
      "Creating a new key at each deployment without revoking the one before."
    ]
  },
  "SUBSCRIPTION_EXISTS": {
    "status": 400,
    "origin": "billing-portal",
    "raised": "elsewhere",
    "title": "There is a subscription already",
    "message": "You already have a subscription. Change it in the billing portal instead of buying another.",
    "cause": "A checkout for a new subscription was asked for, but the account has a subscription now.",
    "remedy": "Open the billing portal, where the plan of the present subscription can be changed.",
    "retryable": false,
    "actor": "user",
    "mistakes": [
      "Showing the checkout button to people who have a subscription. Show “Manage Billing” to them."
    ]
  },
  "NO_PAYMENT_METHOD": {
    "status": 400,
    "origin": "billing-portal",
    "raised": true,
    "title": "No payment method",
    "message": "There is no payment method on file. Add one in the billing portal, then try again.",
    "cause": "What was asked for needs a payment method, and the billing account has none.",
    "remedy": "Open the billing portal, add a card or another payment method, then try again.",
    "retryable": false,
    "actor": "user"
  },
  "NO_ACTIVE_SUBSCRIPTION": {
    "status": 400,
    "origin": "billing-portal",
    "raised": true,
    "title": "No active subscription",
    "message": "There is no active subscription. Start one first.",
    "cause": "What was asked for, such as a change of plan or a cancellation, needs a subscription, and the account has none now.",
    "remedy": "Start a subscription by a checkout. Past invoices stay in the billing portal, which opens without this request's intent.",
    "retryable": false,
    "actor": "user"
  },
  "NOT_CANCELING": {
    "status": 400,
    "origin": "billing-portal",
    "raised": "elsewhere",
    "title": "The subscription is not being canceled",
    "message": "The subscription is not set to be canceled, so there is nothing to resume.",
    "cause": "A cancellation was to be taken back, but the subscription has none. It renews as usual.",
    "remedy": "Nothing needs to be done. Read the subscription again to show its present state.",
    "retryable": false,
    "actor": "user"
  },
  "ALREADY_CANCELING": {
    "status": 400,
    "origin": "billing-portal",
    "raised": true,
    "title": "The subscription is already being canceled",
    "message": "The subscription is already set to be canceled.",
    "cause": "A cancellation was asked for, but the subscription already ends on a set date.",
    "remedy": "Nothing needs to be done. To keep the subscription instead, take the cancellation back in the billing portal.",
    "retryable": false,
    "actor": "user"
  },
  "SUBSCRIPTION_CANCELING": {
    "status": 400,
    "origin": "billing-portal",
    "raised": true,
    "title": "The subscription is being canceled",
    "message": "The subscription is set to be canceled and cannot be changed. Take the cancellation back first.",
    "cause": "A change was asked for, such as another plan, but the subscription already ends on a set date.",
    "remedy": "Take the cancellation back in the billing portal, then make the change.",
    "retryable": false,
    "actor": "user"
  },
  "SAME_PLAN": {
    "status": 400,
    "origin": "billing-portal",
    "raised": "elsewhere",
    "title": "This is the present plan",
    "message": "The subscription already has this plan. Choose another one.",
    "cause": "A change to a plan was asked for that the subscription has now, with the same billing cycle.",
    "remedy": "Choose another plan or another billing cycle, or leave the subscription as it is.",
    "retryable": false,
    "actor": "user"
  },
  "CARD_ERROR": {
    "status": 400,
    "origin": "billing-portal",
    "raised": "elsewhere",
    "title": "The card was declined",
    "message": "The card was declined. Use another card or ask the bank that issued it.",
    "cause": "The bank that issued the card refused the payment. Common reasons are an expired card, a wrong number or too little money.",
    "remedy": "Use another card or payment method, or ask the bank. Sending the same request again with the same card does not help.",
    "retryable": false,
    "actor": "user"
  },
  "PAYMENT_ERROR": {
    "status": 400,
    "origin": "billing-portal",
    "raised": "elsewhere",
    "title": "The payment failed",
    "message": "The payment could not be completed. Check the payment method in the billing portal, then try again.",
    "cause": "The payment was refused or not completed for a reason other than the card, such as a missing confirmation by the bank.",
    "remedy": "Open the billing portal, check the payment method and confirm what the bank asks for, then try again.",
    "retryable": false,
    "actor": "user"
  },
  "NO_STRIPE_CUSTOMER": {
    "status": 400,
    "origin": "billing-portal",
    "raised": true,
    "title": "No billing account",
    "message": "No billing account found.",
    "variants": {
      "checkout": "No billing account found. Start a checkout first at {checkoutUrl}."
    },
    "cause": "The credential is good, but whoever it stands for, a user or an organization, has no billing account that a portal could show. Nothing was ever bought, or the customer was deleted in Stripe.",
    "remedy": "Make a purchase first: send the person to the checkout, and open the portal afterwards. If they have bought something already, whoever runs the service has to link their Stripe customer to them.",
    "retryable": false,
    "actor": "user",
    "mistakes": [
      "Showing “Manage Billing” to people who have never bought anything. Show the checkout to them.",
      "Using a test-mode Stripe key with customers of live mode, or the reverse. The two are kept apart.",
      "Going live without importing the Stripe customers that exist already."
    ]
  },
  "INVALID_IDEMPOTENCY_KEY": {
    "status": 400,
    "origin": "billing-portal",
    "raised": true,
    "title": "The idempotency key is not valid",
    "message": "The Idempotency-Key header is not valid. Send 1 to 255 printable characters, such as a UUID.",
    "cause": "The Idempotency-Key header is empty, longer than 255 characters or holds characters that are not allowed.",
    "remedy": "Make a new random value for each new request, such as a UUID, and send the same value only when you repeat that request.",
    "retryable": false,
    "actor": "caller"
  },
  "UNAUTHORIZED": {
    "status": 401,
    "origin": "billing-portal",
    "raised": true,
    "title": "The credential is missing or not valid",
    "message": "Missing, invalid or expired credential. Send a valid one in the Authorization header, after the word Bearer.",
    "cause": "There was no Authorization header, or its access token or API key was not accepted. It is expired, revoked, incomplete, made for another service, or of a kind that this route does not take. For safety, the answer does not say which.",
    "remedy": "Access tokens live for minutes: ask your sign-in for a new one and send the request once more. Check that the API key is complete and not revoked, and that the route takes the kind of credential that you send.",
    "retryable": false,
    "actor": "caller",
    "mistakes": [
      "Sending the credential without the word Bearer and a space before it.",
      "Sending an API key to the route for access tokens, or the reverse. Where there are two routes, the message names the other one.",
      "Sending a refresh token in place of the access token."
    ]
  },
  "FORBIDDEN": {
    "status": 403,
    "origin": "billing-portal",
    "raised": true,
    "title": "Not allowed",
    "message": "This credential is valid, but it does not allow this.",
    "variants": {
      "memberRole": "Your role in the organization does not allow you to manage its billing. Ask a member who may.",
      "apiKeyScope": "This API key does not have the scope {scope}. Use a key that has it."
    },
    "cause": "The credential is good, but it does not reach this far. A member of an organization has a role that may not manage billing, or an API key lacks the scope that the operation needs.",
    "remedy": "In an organization, ask a member with the role billing, administrators or owner to do it, or to change your role. With an API key, use one that has the scope portal:create.",
    "retryable": false,
    "actor": "user",
    "mistakes": [
      "Showing “Manage Billing” to every member of an organization. Show it to those whose role allows it."
    ]
  },
  "NOT_FOUND": {
    "status": 404,
    "origin": "billing-portal",
    "raised": true,
    "title": "Not found",
    "message": "There is nothing at this path. Check its spelling, its case and a slash at its end.",
    "cause": "Either this service has no such path: paths are exact, and case and a slash at the end count. Or, on POST /api/billing-portal, whose contract says it with this code, the user has no billing account yet.",
    "remedy": "Compare the path with the API description. If the message says that no billing account was found, the person has to make a purchase first: send them to the checkout.",
    "retryable": false,
    "actor": "caller",
    "mistakes": [
      "Writing a slash at the end of the path.",
      "Leaving out the part of the path that belongs to the base URL, or writing it twice."
    ]
  },
  "RATE_LIMITED": {
    "status": 429,
    "origin": "billing-portal",
    "raised": true,
    "title": "Too many requests",
    "message": "Too many requests. Wait as long as the Retry-After header says, then send the request again.",
    "cause": "More requests came within a minute than are allowed for one user or API key, or too many with a wrong credential from one address.",
    "remedy": "Wait for the number of seconds in the Retry-After header, then send the request again. The RateLimit headers say how much is left.",
    "retryable": true,
    "actor": "caller",
    "mistakes": [
      "Asking for a portal each time a page is shown. Ask when the person clicks the button.",
      "Repeating at once and in a loop. Wait as long as Retry-After says."
    ]
  },
  "SUBSCRIPTION_REQUIRED": {
    "status": 402,
    "origin": "billing-portal",
    "raised": "elsewhere",
    "title": "A subscription is required",
    "message": "This needs a subscription. Choose a plan first.",
    "cause": "What was asked for belongs to a paid plan, and the account has none.",
    "remedy": "Choose a plan by a checkout, then try again.",
    "retryable": false,
    "actor": "user"
  },
  "SLUG_TAKEN": {
    "status": 409,
    "origin": "billing-portal",
    "raised": "elsewhere",
    "title": "The short name is taken",
    "message": "This short name is already taken. Choose another one.",
    "cause": "The slug, the short name that becomes part of an address, is in use by another app.",
    "remedy": "Choose another slug and send the request again.",
    "retryable": false,
    "actor": "user"
  },
  "SLUG_RESERVED": {
    "status": 409,
    "origin": "billing-portal",
    "raised": "elsewhere",
    "title": "The short name is reserved",
    "message": "This short name is reserved. Choose another one.",
    "cause": "The slug, the short name that becomes part of an address, is kept for the platform itself.",
    "remedy": "Choose another slug and send the request again.",
    "retryable": false,
    "actor": "user"
  },
  "DOMAIN_IN_USE": {
    "status": 409,
    "origin": "billing-portal",
    "raised": "elsewhere",
    "title": "The domain is in use",
    "message": "This domain is already connected to another app. Disconnect it there first, or use another domain.",
    "cause": "A domain can belong to one app only, and this one is connected to another.",
    "remedy": "Disconnect the domain from the other app, then try again, or use another domain.",
    "retryable": false,
    "actor": "user"
  },
  "IDEMPOTENCY_KEY_REUSE": {
    "status": 422,
    "origin": "billing-portal",
    "raised": true,
    "title": "The idempotency key was used for another request",
    "message": "This Idempotency-Key was already used with another request. Use a new key for a new request.",
    "cause": "The same Idempotency-Key came before, with another body. A key stands for one request and for nothing else.",
    "remedy": "Make a new key for the new request. To repeat the earlier request, send exactly the same body again.",
    "retryable": false,
    "actor": "caller",
    "mistakes": [
      "Using a constant, or the user's id, as the key."
    ]
  },
  "CERT_CREATION_FAILED": {
    "status": 500,
    "origin": "billing-portal",
    "raised": "elsewhere",
    "title": "The certificate could not be made",
    "message": "The certificate could not be created. Check the domain's DNS records, then try again.",
    "cause": "The certificate authority did not issue a certificate, in most cases because the domain does not point to the platform yet.",
    "remedy": "Check the domain's DNS records, wait until the change is known everywhere, then try again.",
    "retryable": true,
    "actor": "user"
  },
  "DEPLOY_FAILED": {
    "status": 500,
    "origin": "billing-portal",
    "raised": "elsewhere",
    "title": "The deployment failed",
    "message": "The deployment failed. Read its log for the reason, then deploy again.",
    "cause": "The platform could not build or start the new version of the app.",
    "remedy": "Read the deployment's log, correct what it names, then deploy again.",
    "retryable": true,
    "actor": "user"
  },
  "INTERNAL_ERROR": {
    "status": 500,
    "origin": "billing-portal",
    "raised": true,
    "title": "Something went wrong on our side",
    "message": "Something went wrong on our side. Please report it with the request id in the X-Request-Id header.",
    "cause": "Something failed inside the service, or Stripe refused what the service sent, for example because its Stripe key has been changed or lacks a right. The request itself was not at fault.",
    "remedy": "Tell whoever runs the service, and give the value of the X-Request-Id header: the log has the whole story under it. Sending the same request again will most likely fail in the same way until they have mended it.",
    "retryable": false,
    "actor": "operator"
  },
  "NO_ORGANIZATION": {
    "status": 400,
    "origin": "organization",
    "raised": true,
    "title": "No organization",
    "message": "You do not belong to an organization. Create one or join one, then sign in again.",
    "cause": "The operation is for an organization's billing, and the user who is signed in belongs to none.",
    "remedy": "Create an organization or ask to be invited to one, then sign in again, so that the access token knows it. For a user's own billing, use one of the routes for users.",
    "retryable": false,
    "actor": "user",
    "mistakes": [
      "Using an access token that was issued before the user joined the organization.",
      "Issuing access tokens without the claim that names the organization, where the service takes it from there."
    ]
  },
  "USER_NOT_FOUND": {
    "status": 404,
    "origin": "organization",
    "raised": true,
    "title": "User not found",
    "message": "User not found. The access token is valid, but the service does not know its user.",
    "cause": "The access token is good, but the service's directory of users does not have the user that it names, or has it as deleted.",
    "remedy": "If the user is new, they may not have arrived in the directory yet. Whoever runs the service has to import them, then the same request succeeds.",
    "retryable": false,
    "actor": "operator",
    "mistakes": [
      "Putting an e-mail address into the token's user claim where the directory has ids."
    ]
  },
  "ORG_NOT_FOUND": {
    "status": 404,
    "origin": "organization",
    "raised": true,
    "title": "Organization not found",
    "message": "Organization not found. Check which organization the access token names.",
    "cause": "The access token names an organization that does not exist or that the user does not belong to. For safety, both have the same answer.",
    "remedy": "Sign in again, choose an organization that you belong to, and send the new access token.",
    "retryable": false,
    "actor": "caller",
    "mistakes": [
      "Keeping an access token after the user has left the organization."
    ]
  },
  "METHOD_NOT_ALLOWED": {
    "status": 405,
    "origin": "service",
    "raised": true,
    "title": "Method not allowed",
    "message": "This path exists, but not with this method. The Allow header lists the methods that it takes.",
    "cause": "The path is right, but the request used another HTTP method than those that it takes.",
    "remedy": "Use a method that the Allow header lists. All portal routes take POST.",
    "retryable": false,
    "actor": "caller",
    "mistakes": [
      "Opening the address of a portal route in a browser, which sends GET.",
      "Following a redirect that turned POST into GET, such as one from http to https."
    ]
  },
  "IDEMPOTENCY_IN_PROGRESS": {
    "status": 409,
    "origin": "service",
    "raised": true,
    "title": "The same request is still being answered",
    "message": "A request with this Idempotency-Key is still in progress. Wait a moment, then send it again.",
    "cause": "Two requests with the same Idempotency-Key came at nearly the same time, and the first one is not answered yet.",
    "remedy": "Wait a second or two, then send the same request with the same key again. You get the first one's answer.",
    "retryable": true,
    "actor": "nobody"
  },
  "PAYLOAD_TOO_LARGE": {
    "status": 413,
    "origin": "service",
    "raised": true,
    "title": "The request body is too large",
    "message": "The request body is too large. Send at most 16 kB.",
    "cause": "The request body has more than 16 kB. No operation of this service needs nearly as much.",
    "remedy": "Send only the fields that the operation knows.",
    "retryable": false,
    "actor": "caller"
  },
  "UNSUPPORTED_MEDIA_TYPE": {
    "status": 415,
    "origin": "service",
    "raised": true,
    "title": "The request body must be JSON",
    "message": "The request body must be JSON. Send it with Content-Type: application/json, or send no body.",
    "cause": "A request body came without a Content-Type header or with one other than application/json.",
    "remedy": "Send the body as JSON, with the header Content-Type: application/json. Where the body is optional, you may also send none.",
    "retryable": false,
    "actor": "caller",
    "mistakes": [
      "Sending a body with curl's -d alone: curl then marks it as a form. Add -H 'Content-Type: application/json'."
    ]
  },
  "PORTAL_NOT_CONFIGURED": {
    "status": 500,
    "origin": "service",
    "raised": true,
    "title": "The portal is not set up",
    "message": "The billing portal is not set up yet. Please tell whoever runs this service.",
    "cause": "The Stripe account has no configuration of the customer portal, so Stripe makes no portal sessions. Or the API key or the organization was given a portal profile that is not applied in this mode.",
    "remedy": "Whoever runs the service has to run `billing-portal portal-config apply`, once for test mode and once for live mode, with a file that has the profile. The service's log names a profile that is missing.",
    "retryable": false,
    "actor": "operator",
    "mistakes": [
      "Applying the configuration in test mode and using a live key. Each mode has its own."
    ]
  },
  "STRIPE_BAD_RESPONSE": {
    "status": 502,
    "origin": "service",
    "raised": true,
    "title": "Stripe's answer could not be used",
    "message": "Stripe's answer could not be used, so no portal was opened. Please try again.",
    "cause": "Stripe answered, but not with the address of a portal that this service trusts. It hands out no other address.",
    "remedy": "Send the same request again. If it keeps failing, tell whoever runs the service. They may have to add the Stripe account's own portal domain to PORTAL_URL_HOSTS.",
    "retryable": true,
    "actor": "operator"
  },
  "STRIPE_UNAVAILABLE": {
    "status": 503,
    "origin": "service",
    "raised": true,
    "title": "Stripe cannot be reached",
    "message": "Stripe cannot be reached at the moment. Please try again in a few seconds.",
    "cause": "Stripe did not answer in time, answered with a fault of its own or asked us to slow down, or too many requests are waiting for it.",
    "remedy": "Wait for the number of seconds in the Retry-After header, then send the same request again. Wait longer after each failure.",
    "retryable": true,
    "actor": "nobody",
    "mistakes": [
      "Repeating at once and in a loop, which makes an outage longer."
    ]
  },
  "SERVICE_UNAVAILABLE": {
    "status": 503,
    "origin": "service",
    "raised": true,
    "title": "The service is not available",
    "message": "The service is not available at the moment. Please try again in a few seconds.",
    "cause": "Something that the service needs, such as its database or the keys that access tokens are checked with, cannot be reached, or the service is just starting or stopping.",
    "remedy": "Wait for the number of seconds in the Retry-After header, then send the same request again. Wait longer after each failure.",
    "retryable": true,
    "actor": "nobody"
  }
};
