import { describe, expect, it } from 'vitest';
import { catalogue } from '../../generated/catalogue.ts';
import { codeOf } from '../harness/spec.ts';
import { answerOf, errors } from './kinds.ts';
import { useService } from './useService.ts';

const service = useService();

describe('every error', () => {
  it.each(errors)('$status, $name: JSON with a docUrl that leads to its section', async (kind) => {
    const reply = await answerOf(service(), kind);
    expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8');
    // The harness has checked the envelope, by the path.
    const { message, docUrl } = reply.body.error ?? reply.body;
    expect(message).toMatch(/^[A-Z].*\S$/);
    const code = codeOf(reply.text) ?? '';
    expect(Object.entries(catalogue).find(([known]) => known === code)?.[1].status).toBe(kind.status);

    // The page is there once the documentation is built, which `npm test` does first.
    const page = await fetch(docUrl);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const anchor = new URL(docUrl).hash.slice(1);
    expect((await page.text()).split(`id="${anchor}"`)).toHaveLength(2);
  });

  it.each(errors)('$status, $name: tells nothing of what is inside', async (kind) => {
    const { text } = await answerOf(service(), kind);
    expect(text).not.toMatch(
      /node_modules|\.ts\b|\.js\b|at .*:\d+:\d+|sqlite|select |stack|express|ajv|stripe\.com\/docs/i,
    );
  });
});

describe('whatever Accept says', () => {
  it.each(['text/html', 'application/xml', 'application/json;q=0', '*/*;q=0', 'nonsense', ''])(
    'errors are JSON: %j',
    async (Accept) => {
      for (const kind of errors.filter(({ status }) => status < 500)) {
        const { headers } = await answerOf(service(), kind, { Accept });
        expect([kind.name, headers.get('content-type')]).toEqual([
          kind.name,
          'application/json; charset=utf-8',
        ]);
      }
    },
  );
});

describe('the headers that a status asks for', () => {
  const of = (status: number) => errors.filter((kind) => kind.status === status);

  it.each(of(401))('401, $name: WWW-Authenticate names the scheme', async (kind) => {
    const { headers } = await answerOf(service(), kind);
    expect(headers.get('www-authenticate')).toBe(
      kind.name === 'a wrong credential' ? 'Bearer error="invalid_token"' : 'Bearer',
    );
  });

  it.each(of(403))('403, $name: WWW-Authenticate says that it is the scope', async (kind) => {
    const { headers } = await answerOf(service(), kind);
    expect(headers.get('www-authenticate')).toMatch(
      /^Bearer error="insufficient_scope"(, scope="portal:create")?$/,
    );
  });

  it.each(of(405))('405, $name: Allow', async (kind) => {
    const { headers } = await answerOf(service(), kind);
    expect(headers.get('allow')).toMatch(/^(POST|GET, HEAD)$/);
  });

  it.each(of(503))('503, $name: Retry-After in seconds', async (kind) => {
    const { headers } = await answerOf(service(), kind);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
