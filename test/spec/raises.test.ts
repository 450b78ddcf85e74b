import { describe, expect, it } from 'vitest';
import { catalogue, type ErrorCode, errorCodes } from '../../generated/catalogue.ts';
import { asNode, at, described, errorIn } from './document.ts';

/** Raised before a request has an operation, so that no operation has them: an unknown path or method. */
const beforeAnyOperation: readonly ErrorCode[] = ['METHOD_NOT_ALLOWED', 'NOT_FOUND'];

const isCode = (text: string): text is ErrorCode => text in catalogue;
const codeOf = (exampleName: string) => exampleName.split(' ')[0] ?? '';

describe('the catalogue', () => {
  it('is the enum ErrorCode, in its order', () => {
    expect(Object.keys(at('x-bp-errors'))).toEqual(at('components', 'schemas', 'ErrorCode').enum);
    expect(errorCodes).toEqual(Object.keys(at('x-bp-errors')));
  });

  it.each(errorCodes)('%s says all that its section needs, in sentences', (code) => {
    const { status, title, message, cause, remedy, mistakes = [] } = catalogue[code];
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    for (const text of [message, cause, remedy, ...mistakes]) expect(text).toMatch(/^[A-Z“].*[.}]$/s);
  });

  it.each(errorCodes.filter((code) => catalogue[code].status >= 500 && catalogue[code].raised === true))(
    '%s, whose message all may read, names nothing of what is inside',
    (code) => {
      expect(catalogue[code].message).not.toMatch(/database|sql|redis|token|key|host/i);
    },
  );

  const raised = errorCodes.filter((code) => catalogue[code].raised === true);
  it.each(raised)('%s, which the service raises, is raised by an operation', (code) => {
    const raisedBy = described.filter(({ operation }) => code in operation.raises);
    if (!beforeAnyOperation.includes(code)) expect(raisedBy).not.toEqual([]);
  });

  it.each(errorCodes.filter((code) => catalogue[code].raised !== true))(
    '%s, which the service does not raise, is in no operation and no example',
    (code) => {
      for (const { operation, responses } of described) {
        expect(Object.keys(operation.raises)).not.toContain(code);
        expect(responses.flatMap(({ examples }) => examples.map(({ name }) => codeOf(name)))).not.toContain(
          code,
        );
      }
    },
  );
});

describe.each(described)('$operation.id', ({ operation, responses }) => {
  const raises = Object.keys(operation.raises).filter(isCode);
  const failures = responses.filter(({ status }) => status >= 400);

  it('raises codes of the catalogue only', () => {
    expect(Object.keys(operation.raises)).toEqual(raises);
  });

  it.each(raises)('raises %s: the response of its status has an example of it', (code) => {
    const response = responses.find(({ status }) => status === catalogue[code].status);
    expect(response?.examples.map(({ name }) => codeOf(name))).toContain(code);
  });

  it('has no response that nothing raises', () => {
    const statuses = new Set(raises.map((code) => catalogue[code].status));
    expect(failures.map(({ status }) => status).sort()).toEqual([...statuses].sort());
  });

  it.each(failures.flatMap(({ status, examples }) => examples.map((example) => ({ status, ...example }))))(
    '$status $name is an example of what it raises, in the envelope of its path',
    ({ status, name, value }) => {
      const code = codeOf(name);
      expect(raises).toContain(code);
      expect(isCode(code) ? catalogue[code].status : undefined).toBe(status);
      expect(errorIn(value).code).toBe(code);
      const isFlat = operation.path.startsWith('/subscriptions/');
      expect(Object.keys(value)).toEqual(isFlat ? ['success', 'error_code', 'message', 'docUrl'] : ['error']);
      expect(errorIn(value).docUrl).toBe(
        `https://billing.yourapp.com/api/errors/#${code.toLowerCase().replaceAll('_', '-')}`,
      );
    },
  );

  it.each(failures)('promises the headers that $status needs', ({ status, response }) => {
    const headers = Object.keys(asNode(response.headers));
    const needed = [
      ...(status === 401 ? ['WWW-Authenticate'] : []),
      ...(status === 429 || status === 503 ? ['Retry-After'] : []),
    ];
    expect(headers).toEqual(expect.arrayContaining(needed));
  });
});
