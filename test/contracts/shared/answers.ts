import { expect } from 'vitest';
import type { Reply } from '../../harness/client.ts';
import type { TestService } from '../../harness/service.ts';
import type { Door } from './doors.ts';

export type Detail = { readonly code: string; readonly path: readonly string[]; readonly message?: string };
export type ExpectedError = {
  readonly status: number;
  readonly code: string;
  readonly message: unknown;
  readonly details?: readonly Detail[];
};

/** The whole answer of an error: status, headers, and every field of the envelope, no more and no less. */
export function expectError(
  { url }: TestService,
  { envelope }: Pick<Door, 'envelope'>,
  reply: Reply,
  { status, code, message, details }: ExpectedError,
): void {
  const docUrl = `${url}/api/errors/#${code.toLowerCase().replaceAll('_', '-')}`;
  const nested = { code, message, docUrl, ...(details && { details: details.map(asDetail) }) };
  const body =
    envelope === 'flat' ? { success: false, error_code: code, message, docUrl } : { error: nested };
  expect({ status: reply.status, body: reply.body }).toEqual({ status, body });
  expectPrivateJson(reply);
}

/** What every answer of a portal operation has: JSON that nobody stores, and a name for the log. */
export function expectPrivateJson({ headers }: Reply): void {
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('x-request-id')).toMatch(/^[A-Za-z0-9._-]{1,128}$/);
}

/** A 200 whose URL opens the customer's own portal. */
export async function expectPortalOf(reply: Reply, customer: string): Promise<void> {
  expect({ status: reply.status, body: reply.body }).toMatchObject({
    status: 200,
    body: { url: expect.stringMatching(/^http/) },
  });
  expect(await portalPage(reply)).toContain(customer);
}

/** The page behind the URL of an answer. */
export async function portalPage(reply: Reply): Promise<string> {
  const page = await fetch(reply.body.url);
  expect(page.status).toBe(200);
  return page.text();
}

/** Where the portal that was made last leads back to: what Stripe received. */
export function lastReturnUrl({ standIn }: TestService): unknown {
  return standIn.requests.findLast(({ path }) => path === '/v1/billing_portal/sessions')?.body.return_url;
}

const asDetail = ({ code, path, message }: Detail) => ({
  code,
  path,
  message: message ?? expect.stringContaining(path.join('.')),
});
