import { describe, expect, it } from 'vitest';
import { createReturnUrls } from '../../src/billing/returnUrl.ts';
import { ApiError } from '../../src/errors.ts';
import { goodUrls, hostileUrls } from './hostileUrls.ts';

const rules = {
  origins: ['https://yourapp.com', 'http://localhost:5173'],
  default: 'https://yourapp.com/dashboard',
  allowLocalhost: true,
};
const resolve = createReturnUrls(rules);

/** Why it was refused: the rule, of the field `returnUrl` in every case. */
function reasonOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    expect(error.code).toBe('VALIDATION_FAILED');
    expect(error.options.details).toHaveLength(1);
    expect(error.options.details?.[0]?.path).toEqual(['returnUrl']);
    return error.options.details?.[0]?.reason;
  }
  throw new Error('it was not refused');
}

describe('the table of hostile URLs', () => {
  it('has at least 200 cases, each another one', () => {
    expect(hostileUrls.length).toBeGreaterThanOrEqual(200);
    expect(new Set(hostileUrls.map(({ value }) => JSON.stringify(value))).size).toBe(hostileUrls.length);
    expect(new Set(hostileUrls.map(({ name }) => name)).size).toBe(hostileUrls.length);
  });
});

describe('a hostile URL is refused by its parser alone', () => {
  // Length and JSON type are the spec's to check.
  const texts = hostileUrls.flatMap(({ name, kind, value }): [string, string][] =>
    typeof value === 'string' && kind !== 'over 2,048 characters' ? [[name, value]] : [],
  );
  it.each(texts)('%s', (_name, value) => {
    expect(reasonOf(() => resolve(value))).toMatch(/^returnUrl/);
  });
});

describe('a good URL', () => {
  it.each(goodUrls)('comes back in canonical form: $sent', ({ sent, canonical }) => {
    expect(resolve(sent)).toBe(canonical);
    expect(resolve(canonical)).toBe(canonical);
  });

  it('may be missing: then it is the default', () => {
    expect(resolve(undefined)).toBe('https://yourapp.com/dashboard');
  });
});

describe('the rule that a URL breaks is named', () => {
  it.each([
    ['settings/billing', 'returnUrlNotUrl'],
    ['https:yourapp.com', 'returnUrlNotUrl'],
    ['http://yourapp.com/', 'returnUrlScheme'],
    ['javascript:alert(1)', 'returnUrlScheme'],
    ['https://ada@yourapp.com/', 'returnUrlUserInfo'],
    ['https://@yourapp.com/', 'returnUrlUserInfo'],
    ['https://yourapp.com/\n', 'returnUrlCharacters'],
    ['https://yourapp.com\\', 'returnUrlCharacters'],
    ['https://evil.example/', 'returnUrlOrigin'],
    ['https://yourapp.com:444/', 'returnUrlOrigin'],
  ])('%j: %s', (url, reason) => {
    expect(reasonOf(() => resolve(url))).toBe(reason);
  });
});

describe('while Stripe is live', () => {
  it('http://localhost is refused, even where it stands on the list', () => {
    const live = createReturnUrls({ ...rules, allowLocalhost: false });
    expect(reasonOf(() => live('http://localhost:5173/'))).toBe('returnUrlScheme');
    expect(live('https://yourapp.com/')).toBe('https://yourapp.com/');
  });
});

describe('with the return origins of an API key', () => {
  const local = ['http://localhost:5173'];

  it('a URL must be on both lists', () => {
    expect(resolve('http://localhost:5173/', local)).toBe('http://localhost:5173/');
    expect(reasonOf(() => resolve('https://yourapp.com/', local))).toBe('returnUrlOrigin');
    expect(reasonOf(() => resolve('https://partner.example/', ['https://partner.example']))).toBe(
      'returnUrlOrigin',
    );
  });

  it('which exclude the default, a URL is required', () => {
    expect(reasonOf(() => resolve(undefined, local))).toBe('returnUrlRequired');
    expect(reasonOf(() => resolve(undefined, []))).toBe('returnUrlRequired');
    expect(resolve(undefined, ['https://yourapp.com'])).toBe('https://yourapp.com/dashboard');
  });

  it('null leaves the list of the service as it is', () => {
    expect(resolve('http://localhost:5173/', null)).toBe('http://localhost:5173/');
    expect(resolve(undefined, null)).toBe('https://yourapp.com/dashboard');
  });
});
