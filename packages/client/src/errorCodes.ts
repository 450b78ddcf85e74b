import type { ErrorCode } from './generated/openapi.ts';

/**
 * Codes of this client's own, for what the service never got to say:
 *
 * - `CONNECTION_FAILED`: no whole answer came: no connection, one that broke, or none in time.
 * - `UNEXPECTED_RESPONSE`: an answer that is not the service's, such as a proxy's page.
 */
export type ClientErrorCode = 'CONNECTION_FAILED' | 'UNEXPECTED_RESPONSE';

/**
 * Every code that an error may have. Codes may be added to the catalogue: handle the ones that you care about, and treat
 * the others by their `status`.
 */
export type BillingPortalErrorCode = ErrorCode | ClientErrorCode | (string & {});
