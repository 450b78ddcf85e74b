import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScrubber } from '../../src/observe/log.ts';

const scrubberOf = (...secrets: string[]) => createScrubber({ secrets, apiKeyPrefix: 'llmgen_' });
const scrub = scrubberOf('hunter2hunter2', 'p@ss "w\\rd"');
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg';

describe('what is taken out of a line', () => {
  it.each([
    ['a configured secret', 'before hunter2hunter2 after', 'before [secret] after'],
    ['… twice', 'hunter2hunter2,hunter2hunter2', '[secret],[secret]'],
    ['… inside a word', 'xhunter2hunter2x', 'x[secret]x'],
    ['… as JSON writes it', JSON.stringify({ a: 'p@ss "w\\rd"' }), '{"a":"[secret]"}'],
    [
      '… in JSON inside JSON',
      JSON.stringify(JSON.stringify({ a: 'p@ss "w\\rd"' })),
      '"{\\"a\\":\\"[secret]\\"}"',
    ],
    ['… as a URL writes it', '?p=p%40ss%20%22w%5Crd%22', '?p=[secret]'],
    ['an access token', `Bearer ${jwt}`, 'Bearer [secret]'],
    ['… behind an equals sign', `token=${jwt}&a=b`, 'token=[secret]&a=b'],
    ['… without its signature', jwt.slice(0, jwt.lastIndexOf('.') + 1), '[secret]'],
    [
      '… whose header has spaces',
      'ewogICJhbGciOiAiSFMyNTYiCn0.eyJzdWIiOiAidTEifQ12.c2lnbmF0dXJl',
      '[secret]',
    ],
    ['… behind a word', `x-${jwt}`, '[secret]'],
    ['an API key', 'key llmgen_0123456789abcdefABCDEF0123456789abcdef.', 'key [secret].'],
    ['… behind a word', 'my_llmgen_0123456789abcdefABCDEF', 'my_[secret]'],
    ["Stripe's secret key", 'sk_test_1234567890abc', '[secret]'],
    ['… of live mode', 'sk_live_1234567890abc', '[secret]'],
    ['… restricted', 'rk_live_1234567890abc', '[secret]'],
    ['a webhook secret', 'whsec_abcdef+/=', '[secret]'],
    ['a portal URL', 'to https://billing.stripe.com/p/session/test_YWNjdF8x now', 'to [secret] now'],
    ['… of the older form', 'https://billing.stripe.com/session/test_YWNjdF8x', '[secret]'],
    [
      '… as the organization page has it',
      'https://billing.stripe.com/p/session_1234567890abcdef',
      '[secret]',
    ],
    [
      '… of a custom domain, in JSON',
      '{"a":"https://pay.example.com/p/session/live_x?prefilled=1"}',
      '{"a":"[secret]"}',
    ],
    ['… without its host', 'path /p/session/test_YWNjdF8x', 'path [secret]'],
    ['… escaped', '/x/https%3A%2F%2Fbilling.stripe.com%2Fp%2Fsession%2Ftest_YWNj', '[secret]'],
    [
      'a password in a URL',
      'postgres://app:s3cr3t@db.internal/app',
      'postgres://app:[secret]@db.internal/app',
    ],
    ['… without a user', 'redis://:s3cr3t@cache:6379', 'redis://:[secret]@cache:6379'],
    ['an e-mail address', 'for ada.l+x@mail.example.com,', 'for [secret],'],
    ['… escaped', '/users/ada%40example.com/x', '/users/[secret]/x'],
  ])('%s', (_, line, expected) => {
    expect(scrub(line)).toBe(expected);
  });

  it.each([
    'GET /api/v1/subscriptions/portal 200',
    '{"operation":"openSubscriptionsPortal","user":"u-1","seconds":0.0123}',
    'cus_N2lJtgxwSrIara bps_1Q2w3E price_1 sub_1',
    '/v1/billing_portal/sessions',
    'https://docs.stripe.com/api/customer_portal/sessions/create',
    'at handle (file:///app/src/http/handle.ts:71:20)',
    'node_modules/express@5.3.0/lib/router.js',
    'llmgen_your_api_key_here',
    'connect ECONNREFUSED 127.0.0.1:5432',
    'https://billing.example.com/api/errors/#unauthorized',
    '6f1c0a52-7a5e-4d0f-9d5b-5a3f0d9b2c11',
    '2026-11-21T10:02:07.519Z',
  ])('nothing of %s', (line) => {
    expect(scrub(line)).toBe(line);
  });

  it('of two secrets that begin alike, all of the longer one', () => {
    for (const order of [
      ['abcdef', 'abcdefghij'],
      ['abcdefghij', 'abcdef'],
    ]) {
      expect(scrubberOf(...order)('x abcdefghij y')).toBe('x [secret] y');
    }
  });

  it('nothing for a secret so short that it stands everywhere', () => {
    expect(scrubberOf('db')('db "dbname"')).toBe('db "dbname"');
  });
});

describe('any secret in any line', () => {
  // Of what the mark itself is made, nothing can be told apart from it.
  const secret = fc
    .string({ minLength: 6, maxLength: 40 })
    .filter((text) => !/[secrt[\]]/.test(text) && text.trim() === text);
  const text = fc.string({ maxLength: 60 });

  it('is taken out, as it is, in JSON and in a URL', () => {
    fc.assert(
      fc.property(fc.array(secret, { minLength: 1, maxLength: 4 }), text, text, (secrets, before, after) => {
        const clean = scrubberOf(...secrets);
        for (const one of secrets) {
          const line = JSON.stringify({
            before,
            nested: { text: `${before}${one}${after}` },
            url: `/x?y=${encodeURIComponent(one)}`,
          });
          const written = clean(line);
          for (const other of secrets) {
            expect(written.includes(JSON.stringify(other).slice(1, -1))).toBe(false);
            expect(written.includes(encodeURIComponent(other))).toBe(false);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves JSON behind that can be read', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(jwt, 'sk_test_1234567890', 'a@b.example'),
        (value, canary) => {
          const line = JSON.stringify({ value, canary, text: `x ${canary} y` });
          expect(() => JSON.parse(scrub(line))).not.toThrow();
          expect(scrub(line)).not.toContain(canary);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes no longer than a moment, however long the line is', () => {
    const start = performance.now();
    for (const character of [
      'a',
      'a.',
      'a@',
      '@',
      '/',
      '/session',
      'eyJ',
      'http://',
      '%2F',
      '://:',
      'llmgen_',
    ]) {
      scrub(character.repeat(Math.ceil(50_000 / character.length)));
    }
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
