import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { middleware } from 'express-openapi-validator';
import type { Operation } from '../../generated/operations.ts';
import { ApiError, type Detail } from '../errors.ts';

type SpecNode = { readonly [key: string]: unknown };
/** What express-openapi-validator says of one failure; its texts are never passed on. */
type Failure = { readonly path: string; readonly errorCode?: string; readonly message?: string };

/** A body of 16 kB can hold thousands of unknown fields: the first few say it all. */
const mostDetails = 20;

/**
 * Checks a request against the spec.
 *
 * @param spec the OpenAPI document; its `servers` are left aside, because routes are mounted at the root.
 * @throws ApiError VALIDATION_FAILED with a detail for each field that failed.
 */
export function validate(spec: SpecNode): RequestHandler[] {
  const steps = middleware({
    // The validator takes the document apart and needs one of its own.
    apiSpec: { ...structuredClone(spec), servers: [{ url: '/' }] } as unknown as Parameters<
      typeof middleware
    >[0]['apiSpec'],
    validateSecurity: false,
    validateResponses: false,
    validateApiSpec: true,
    validateRequests: { allErrors: true, allowUnknownQueryParameters: false },
    fileUploader: false,
  });
  const checked: RequestHandler = (req, _res, next) => {
    if (!('openapi' in req) || req.openapi === undefined)
      throw new Error('the validator did not look at this request');
    next();
  };
  return [...steps.map((step) => withDetails(step)), checked];
}

/**
 * Has the validator read the spec and compile the schemas of these operations. By itself it does so when requests come,
 * and a fault in the spec would meet the first caller.
 *
 * @param steps what `validate` returned.
 * @throws what is wrong with the spec.
 */
export async function compileSchemas(
  steps: readonly RequestHandler[],
  operations: readonly Operation[],
): Promise<void> {
  for (const { method, path, takesBody, requiresBody } of operations) {
    const withoutBody = requiresBody ? [] : [{}];
    for (const headers of [...withoutBody, ...(takesBody ? [{ 'content-type': 'application/json' }] : [])]) {
      await new Promise<void>((resolve, reject) => {
        const refusal: ErrorRequestHandler = (error, _req, _res, _next) =>
          error instanceof ApiError ? resolve() : reject(error);
        const probe = express().use(...steps, () => resolve(), refusal);
        const request = new IncomingMessage(new Socket());
        Object.assign(request, { method: method.toUpperCase(), url: path, headers });
        probe(request, new ServerResponse(request));
      });
    }
  }
}

/**
 * Runs one of the validator's steps and puts its failures into the catalogue's words. It is shown HEAD as GET, which is
 * what the spec describes (RFC 9110, section 9.3.2).
 */
function withDetails(step: RequestHandler): RequestHandler {
  return async (req, res, next) => {
    const { method } = req;
    const translated = (error?: unknown) => {
      req.method = method;
      next(error === undefined ? error : toApiError(error));
    };
    if (method === 'HEAD') req.method = 'GET';
    try {
      await step(req, res, translated);
    } catch (error) {
      translated(error);
    }
  };
}

function toApiError(error: unknown): unknown {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return error;
  if (!('status' in error) || error.status !== 400) return error;
  const failures: readonly Failure[] = error.errors;
  const details = onePerField(failures.map(toDetail)).slice(0, mostDetails);
  return new ApiError('VALIDATION_FAILED', { details, cause: error });
}

/** One detail for each field that failed: the first, where its length and its format are wrong at once. */
function onePerField(details: readonly Detail[]): Detail[] {
  const byField = Map.groupBy(details, ({ path }) => JSON.stringify(path));
  return [...byField.values()].flatMap((ofField) => ofField.slice(0, 1));
}

/** The Zod issue that the spec promises for each JSON Schema keyword; any other keyword is about the format. */
const issues: Readonly<Record<string, Pick<Detail, 'code' | 'reason'>>> = {
  additionalProperties: { code: 'unrecognized_keys' },
  type: { code: 'invalid_type' },
  required: { code: 'invalid_type', reason: 'required' },
  maxLength: { code: 'too_big' },
  maximum: { code: 'too_big' },
  maxItems: { code: 'too_big' },
  minLength: { code: 'too_small' },
  minimum: { code: 'too_small' },
  minItems: { code: 'too_small' },
};

function toDetail({ path: pointer, errorCode = '', message = '' }: Failure): Detail {
  const [place, ...keys] = pointer.split('/').slice(1);
  // An unknown name stands there as it came, with the slashes that it has.
  const unknown = [keys.join('/')];
  if (place === 'query') return { code: 'unrecognized_keys', path: unknown, reason: 'queryNotAllowed' };
  const issue = issues[errorCode.split('.')[0] ?? ''] ?? { code: 'invalid_format' };
  // An index of an array is a number, as in a Zod issue.
  const known = keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const path = issue.code === 'unrecognized_keys' ? unknown : known;
  // The validator gives the schema's own limit and type only inside its sentence: "must be string".
  const [limit = ''] = /\d+/.exec(message) ?? [];
  const [, expected = ''] = /^must be (.*)$/.exec(message) ?? [];
  return { ...issue, path, params: { limit, expected } };
}
