export { BillingPortalError } from './BillingPortalError.ts';
export { type BillingPortalClient, createBillingPortalClient } from './createBillingPortalClient.ts';
export type { BillingPortalErrorCode, ClientErrorCode } from './errorCodes.ts';
export type {
  ApiKey,
  ApiKeyList,
  ApiKeyRequest,
  ApiKeyRotation,
  ApiKeyScope,
  BillingPortalSession,
  CreateBillingPortalResponse,
  components,
  Eligibility,
  ErrorCatalogue,
  ErrorCatalogueEntry,
  ErrorCode,
  ErrorDetail,
  IssuedApiKey,
  Liveness,
  OpenApiDocument,
  OrganizationEligibility,
  PortalRequest,
  PortalSession,
  Readiness,
} from './generated/openapi.ts';
export type { CallOptions, ClientOptions, Credential, PostOptions, RetryPolicy } from './options.ts';
