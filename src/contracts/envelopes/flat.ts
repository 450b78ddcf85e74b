import type { FlatError } from '../../../generated/openapi.ts';
import type { EnvelopeContent } from './envelope.ts';

/** `{"success": false, "error_code", "message", "docUrl"}`. It has no place for details; the message names the field. */
export function flat({ code, message, docUrl }: EnvelopeContent): FlatError {
  return { success: false, error_code: code, message, docUrl };
}
