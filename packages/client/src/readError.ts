import { BillingPortalError } from './BillingPortalError.ts';
import type { ErrorDetail } from './generated/openapi.ts';
import { parseJson } from './parseJson.ts';

/**
 * Makes an error of an answer in either envelope: `{"error": {"code", "message", …}}` or
 * `{"success": false, "error_code", "message", …}`.
 *
 * @returns an error with the code `UNEXPECTED_RESPONSE` where the answer is in neither.
 */
export function readError({ status, headers }: Response, text: string): BillingPortalError {
  const body = fieldsOf(parseJson(text));
  const source = 'error' in body ? fieldsOf(body.error) : body;
  const code = textOf(source.code) ?? textOf(source.error_code);
  const facts = {
    status,
    requestId: headers.get('X-Request-Id') ?? undefined,
    retryAfter: secondsOf(headers.get('Retry-After')),
  };
  if (code === undefined) {
    return new BillingPortalError({
      ...facts,
      code: 'UNEXPECTED_RESPONSE',
      message: `The answer (status ${status}) is not the billing portal's. Check the base URL, and what stands between.`,
    });
  }
  return new BillingPortalError({
    ...facts,
    code,
    message: textOf(source.message) ?? code,
    docUrl: textOf(source.docUrl),
    details: Array.isArray(source.details) ? source.details.filter(isErrorDetail) : [],
  });
}

/** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). */
function secondsOf(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  const milliseconds = Date.parse(retryAfter) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, Math.ceil(milliseconds / 1000));
}

function isErrorDetail(value: unknown): value is ErrorDetail {
  const { code, path, message } = fieldsOf(value);
  return typeof code === 'string' && Array.isArray(path) && typeof message === 'string';
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
