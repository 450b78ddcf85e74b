import { expect, it } from 'vitest';
import { errorCodes } from '../../../generated/catalogue.ts';
import { forEachService } from '../../harness/forEachService.ts';
import type { TestService } from '../../harness/service.ts';

/** As contracts.md has them, by status. */
const published = {
  400: 'VALIDATION_FAILED, APP_LIMIT_REACHED, API_KEY_LIMIT_REACHED, SUBSCRIPTION_EXISTS, NO_PAYMENT_METHOD, NO_ACTIVE_SUBSCRIPTION, NOT_CANCELING, ALREADY_CANCELING, SUBSCRIPTION_CANCELING, SAME_PLAN, CARD_ERROR, PAYMENT_ERROR, NO_STRIPE_CUSTOMER, INVALID_IDEMPOTENCY_KEY, NO_ORGANIZATION',
  401: 'UNAUTHORIZED',
  402: 'SUBSCRIPTION_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND, USER_NOT_FOUND, ORG_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  409: 'SLUG_TAKEN, SLUG_RESERVED, DOMAIN_IN_USE, IDEMPOTENCY_IN_PROGRESS',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'IDEMPOTENCY_KEY_REUSE',
  429: 'RATE_LIMITED',
  500: 'CERT_CREATION_FAILED, DEPLOY_FAILED, INTERNAL_ERROR, PORTAL_NOT_CONFIGURED',
  502: 'STRIPE_BAD_RESPONSE',
  503: 'STRIPE_UNAVAILABLE, SERVICE_UNAVAILABLE',
} as const;

type Entry = { readonly code: string; readonly status: number; readonly docUrl: string };

const entriesOf = async (service: TestService): Promise<Entry[]> =>
  (await service.get('/api/errors', { headers: { Accept: 'application/json' } })).body.errors;

await forEachService('getErrorCatalogue › 200', (service) => {
  const entries = () => entriesOf(service());

  it.each(Object.entries(published))('the codes of status %s, no more and no less', async (status, codes) => {
    const listed = (await entries()).filter((entry) => entry.status === Number(status));
    expect(listed.map(({ code }) => code).sort()).toEqual(codes.split(', ').sort());
  });

  it('every code once', async () => {
    expect((await entries()).map(({ code }) => code)).toEqual([...errorCodes]);
  });

  it('each docUrl leads to a section of the page', async () => {
    const reply = await service().get('/api/errors', { headers: { Accept: 'text/html' } });
    expect(reply.headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const { code, docUrl } of await entries()) {
      const anchor = code.toLowerCase().replaceAll('_', '-');
      expect(docUrl).toBe(`${service().url}/api/errors/#${anchor}`);
      expect(reply.text).toContain(` id="${anchor}"`);
    }
  });

  it.each(['/api/billing-portal', '/subscriptions/portal'])(
    'whoever follows the docUrl of an answer of %s finds its section',
    async (path) => {
      const { body } = await service().post(path);
      const docUrl = new URL(body.docUrl ?? body.error.docUrl);
      const page = await fetch(docUrl, { headers: { Accept: 'text/html' } });
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(` id="${docUrl.hash.slice(1)}"`);
    },
  );
});

await forEachService(
  'getErrorCatalogue › 200 › under a path of its own',
  (service) => {
    it('docUrls start with PUBLIC_URL, its path included, in every envelope', async () => {
      const [entry] = await entriesOf(service());
      expect(entry?.docUrl).toBe('https://example.com/billing/api/errors/#validation-failed');
      const docUrl = 'https://example.com/billing/api/errors/#unauthorized';
      expect((await service().post('/api/billing-portal')).body.error.docUrl).toBe(docUrl);
      expect((await service().post('/subscriptions/portal')).body.docUrl).toBe(docUrl);
    });
  },
  { env: { PUBLIC_URL: 'https://example.com/billing/' } },
);
