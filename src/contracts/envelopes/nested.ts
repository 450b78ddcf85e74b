import type { NestedError } from '../../../generated/openapi.ts';
import type { EnvelopeContent } from './envelope.ts';

/** `{"error": {"code", "message", "docUrl", "details"?}}` */
export function nested({ code, message, docUrl, details }: EnvelopeContent): NestedError {
  return { error: { code, message, docUrl, ...(details ? { details: [...details] } : {}) } };
}
