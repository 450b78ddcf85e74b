import type { ErrorCode } from '../../../generated/catalogue.ts';
import type { ErrorDetail } from '../../../generated/openapi.ts';

/** What every envelope has a place for. */
export type EnvelopeContent = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly docUrl: string;
  readonly details?: readonly ErrorDetail[] | undefined;
};
