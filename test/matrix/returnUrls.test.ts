import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodUrls, hostileUrls } from '../billing/hostileUrls.ts';
import { lastReturnUrl } from '../contracts/shared/answers.ts';
import {
  billingPortalByKey,
  givenVisitor,
  subscriptionsByKey,
  subscriptionsByToken,
  type Visitor,
} from '../contracts/shared/doors.ts';
import { startService, type TestService } from '../harness/service.ts';

describe.each([subscriptionsByToken, subscriptionsByKey, billingPortalByKey])('on $path', (door) => {
  let service: TestService;
  let visitor: Visitor;
  beforeAll(async () => {
    service = await startService();
    visitor = await givenVisitor(service, door);
  });
  afterAll(() => service.close());

  const ask = (returnUrl: unknown) => service.post(door.path, { token: visitor.token, json: { returnUrl } });

  describe('a hostile return URL is refused, and Stripe never hears of it', () => {
    const cases = hostileUrls.map(({ name, value }): [string, unknown] => [name, value]);
    it.each(cases)('%s', async (_name, value) => {
      const before = service.standIn.requests.length;
      const { status, body } = await ask(value);
      expect({ status, code: body.error?.code }).toEqual({ status: 400, code: 'VALIDATION_FAILED' });
      expect(body.error.message).toContain('returnUrl');
      expect(body.error.details).toHaveLength(1);
      expect(body.error.details[0]).toMatchObject({
        path: ['returnUrl'],
        message: expect.stringContaining('returnUrl'),
      });
      expect(service.standIn.requests).toHaveLength(before);
    });
  });

  describe('a good return URL reaches Stripe in canonical form', () => {
    const cases = goodUrls.map(({ sent, canonical }): [string, string, string] => [
      sent.slice(0, 80),
      sent,
      canonical,
    ]);
    it.each(cases)('%s', async (_name, sent, canonical) => {
      expect(await ask(sent)).toMatchObject({ status: 200 });
      expect(lastReturnUrl(service)).toBe(canonical);
    });
  });
});
