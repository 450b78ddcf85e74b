import { describe, expect, it } from 'vitest';
import { answerOf, errors, good, type Kind } from './kinds.ts';
import { useService } from './useService.ts';

const service = useService({ CORS_ORIGINS: 'https://app.example.com' });

/** OWASP's REST security cheat sheet, and what helmet adds by default. */
const security = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'cross-origin-resource-policy': 'cross-origin',
  'x-dns-prefetch-control': 'off',
  'x-permitted-cross-domain-policies': 'none',
};
const isPublic = ({ name }: Kind) => /^\/(api\/errors|openapi)/.test(name);

describe.each([...good, ...errors])('$status, $name', (kind) => {
  it('has the security headers, and says nothing of what it runs on', async () => {
    const { headers } = await answerOf(service(), kind);
    expect(Object.fromEntries(headers)).toMatchObject(security);
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
  });
});

describe('what may be stored', () => {
  const isPreflight = ({ status }: Kind) => status === 204;

  it.each([...good, ...errors].filter((kind) => !isPublic(kind) && !isPreflight(kind)))(
    '$status, $name: never',
    async (kind) => {
      expect((await answerOf(service(), kind)).headers.get('cache-control')).toBe('no-store');
    },
  );

  it.each(good.filter(isPublic))('$name: asked again each time', async (kind) => {
    expect((await answerOf(service(), kind)).headers.get('cache-control')).toBe('no-cache');
  });
});
