import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { describe, expect, it, onTestFinished } from 'vitest';
import { operations } from '../../generated/operations.ts';
import spec from '../../generated/spec.json' with { type: 'json' };
import { ApiError } from '../../src/errors.ts';
import { parseBody } from '../../src/http/parseBody.ts';
import { compileSchemas, validate } from '../../src/http/validate.ts';

const contract = operations.filter(({ kind }) => kind === 'contract');
const portal = contract.find(({ id }) => id === 'createBillingPortalSession');
if (portal === undefined) throw new Error('the operation is gone');

/** Serves these steps alone, and answers with what they made of the request. */
async function serve(...steps: readonly RequestHandler[]): Promise<string> {
  const told: ErrorRequestHandler = (error, _req, res, _next) =>
    void res
      .status(error instanceof ApiError ? 400 : 500)
      .json({ details: error.options?.details, message: error.message });
  const echo: RequestHandler = (req, res) => void res.json({ type: req.headers['content-type'] ?? null });
  const app = express()
    .use(...steps, echo)
    .use(told);
  const server = createServer(app).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const post = async (url: string, contentType: string, body: string) => {
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': contentType }, body });
  return { status: response.status, body: JSON.parse(await response.text()) };
};

describe('the document at boot', () => {
  it('is read and compiled for every operation', async () => {
    await compileSchemas(validate(spec), contract);
  });

  it.each([
    { name: 'no OpenAPI', broken: { ...spec, openapi: '7' } },
    { name: 'without paths', broken: { ...spec, paths: undefined } },
    {
      name: 'with a reference to nothing',
      broken: JSON.parse(
        JSON.stringify(spec).replaceAll('#/components/schemas/PortalRequest', '#/components/schemas/Nothing'),
      ),
    },
    {
      name: 'with a type that there is not',
      broken: JSON.parse(JSON.stringify(spec).replace('"maxLength":2048', '"maxLength":"many"')),
    },
    {
      name: 'with a pattern that is none',
      broken: JSON.parse(JSON.stringify(spec).replace('"maxLength":2048', '"pattern":"("')),
    },
    {
      name: 'without one of the operations',
      broken: { ...spec, paths: { '/livez': spec.paths['/livez'] } },
    },
  ])('fails there, and not at the first request: $name', async ({ broken }) => {
    await expect(Promise.resolve().then(() => compileSchemas(validate(broken), contract))).rejects.toThrow();
  });
});

describe('a base path under servers', () => {
  it.each(['https://billing.example.com/base', '/base', 'https://{host}/v1'])(
    '%s lets nothing past',
    async (url) => {
      const url400 = `${await serve(...parsed(), ...validate({ ...spec, servers: [{ url }] }))}${portal.path}`;
      expect(await post(url400, 'application/json', '{"customer":"cus_1"}')).toMatchObject({
        status: 400,
        body: { details: [{ code: 'unrecognized_keys', path: ['customer'] }] },
      });
    },
  );

  it('under a path does not either', async () => {
    const paths = structuredClone(spec.paths);
    Object.assign(paths[portal.path as '/api/billing-portal'], { servers: [{ url: '/base' }] });
    const url400 = `${await serve(...parsed(), ...validate({ ...spec, paths }))}${portal.path}`;
    expect((await post(url400, 'application/json', '{"customer":"cus_1"}')).status).toBe(400);
  });
});

describe('a request that the document does not know', () => {
  it.each([`${portal.path}x`, '/nowhere', '/'])(
    '%s is a fault of ours, because no route may lead here',
    async (path) => {
      expect(
        (await post(`${await serve(...parsed(), ...validate(spec))}${path}`, 'application/json', '{}'))
          .status,
      ).toBe(500);
    },
  );
});

// The validator keeps a compiled schema for every spelling of a Content-Type that it sees, for as long as it lives.
describe('a Content-Type, of which a caller can make up any number,', () => {
  it.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json; a=1',
    'application/json; a=2; charset=utf-8; b="c;d"',
    'application/json;',
    'application/json; =',
  ])('reaches the validator in one spelling: %s', async (contentType) => {
    const url = `${await serve(...parsed())}${portal.path}`;
    expect(await post(url, contentType, '{}')).toEqual({ status: 200, body: { type: 'application/json' } });
  });

  it('does not reach it where there is no body', async () => {
    const url = `${await serve(...parsed())}${portal.path}`;
    expect(await post(url, 'application/json; a=1', 'null')).toEqual({ status: 200, body: { type: null } });
    expect(await post(url, 'text/plain; a=1', '')).toEqual({ status: 200, body: { type: null } });
  });
});

function parsed(): RequestHandler[] {
  return portal === undefined ? [] : [parseBody(portal)];
}
