import { describe, expect, it } from 'vitest';
import { catalogue, errorCodes } from '../../generated/catalogue.ts';
import { asNode, at, described, errorIn, faultsBy, resolve } from './document.ts';
import {
  contracts,
  type Fields,
  organizationCodes,
  ourCodes,
  publishedCodes,
  statuses,
} from './publishedFacts.ts';

function expectFields(schema: unknown, fields: Fields): void {
  const { properties, required = [] } = resolve(schema);
  for (const [name, { type, format, required: isRequired }] of Object.entries(fields)) {
    const field = resolve(asNode(properties)[name]);
    expect([name, field.type]).toEqual([name, type]);
    if (format) expect([name, field.format]).toEqual([name, format]);
    if (isRequired !== undefined)
      expect([name, [required].flat().includes(name)]).toEqual([name, isRequired]);
    if (!('properties' in field)) expect(field.description).toMatch(/\.$/);
  }
}

describe.each(contracts)('the $contract contract: $route.0 $route.1', (contract) => {
  const { route, credentials, request, answer, failures, failure } = contract;
  const found = described.find(
    ({ operation }) => operation.method === route[0] && operation.path === route[1],
  );
  const node = asNode(found?.node);
  const responseOf = (status: number) => found?.responses.find((one) => one.status === status);
  const parameters = [node.parameters ?? []].flat().map(resolve);

  it('is there, by its names', () => {
    expect(found).toBeDefined();
    if (contract.operationId) expect(node.operationId).toBe(contract.operationId);
    if (contract.summary) expect(node.summary).toBe(contract.summary);
  });

  it('takes these credentials, as a bearer token', () => {
    const schemes = [node.security].flat().flatMap((requirement) => Object.keys(asNode(requirement)));
    expect(schemes).toEqual(credentials);
    for (const scheme of schemes) {
      expect(resolve(at('components', 'securitySchemes')[scheme])).toMatchObject({
        type: 'http',
        scheme: 'bearer',
      });
    }
  });

  it('needs nothing that the page does not name', () => {
    expect(parameters.filter((parameter) => parameter.in === 'query')).toEqual([]);
    expect(parameters.filter((parameter) => parameter.required === true)).toEqual([]);
  });

  it(request ? 'takes an optional body with these fields' : 'takes no body', () => {
    if (request === null) {
      expect(node).not.toHaveProperty('requestBody');
      return;
    }
    const body = resolve(node.requestBody);
    expect(body.required ?? false).toBe(false);
    const { schema } = asNode(asNode(body.content)['application/json']);
    expectFields(schema, request);
    expect(faultsBy(schema, { returnUrl: 'https://yourapp.com/settings/billing' })).toEqual([]);
    expect(faultsBy(schema, {})).toEqual([]);
  });

  it('answers 200 with these fields, of which the sample is one', () => {
    const response = responseOf(200);
    expectFields(response?.schema, answer.fields);
    expect(faultsBy(response?.schema, answer.sample)).toEqual([]);
    if (answer.name) expect(response?.schema).toEqual({ $ref: `#/components/schemas/${answer.name}` });
  });

  it.each(Object.entries(failures))('answers %s, with the text of the page', (status, messages) => {
    const response = responseOf(Number(status));
    expect(response).toBeDefined();
    const told = response?.examples.map(({ value }) => errorIn(value).message);
    expect(told).toEqual(expect.arrayContaining([...messages]));
    if (failure) expectFields(response?.schema, failure.fields);
  });
});

describe('the billing portal page', () => {
  it('has an error whose fields are these', () => {
    const error = resolve(asNode(resolve(at('components', 'schemas').NestedError).properties).error);
    expect(error.required).toEqual(['code', 'message']);
    const { code, message, docUrl, details } = asNode(error.properties);
    expect(resolve(code).type).toBe('string');
    expect(message).toMatchObject({ type: 'string' });
    expect(docUrl).toMatchObject({ type: 'string', format: 'uri' });
    expect(details).toMatchObject({ type: 'array' });
    expect(resolve(asNode(details).items).type).toBe('object');
  });

  it('has samples of errors, which are ours too but for the host', () => {
    const published = {
      error: {
        code: 'UNAUTHORIZED',
        message: 'Invalid or expired token',
        docUrl: 'https://orbitkit.io/api/errors/#unauthorized',
      },
    };
    const operation = described.find(({ operation: { id } }) => id === 'createBillingPortalSession');
    const ours = operation?.responses
      .find(({ status }) => status === 401)
      ?.examples.map(({ value }) => errorIn(value));
    expect(ours).toContainEqual({
      ...published.error,
      docUrl: published.error.docUrl.replace('orbitkit.io', 'billing.yourapp.com'),
    });
    expect(operation?.responses.find(({ status }) => status === 200)?.response.description).toBe(
      'Billing portal session URL',
    );
    expect(operation?.responses.find(({ status }) => status === 404)?.response.description).toBe(
      'No Stripe customer found',
    );
  });
});

describe('the organization page', () => {
  it('has two kinds of 404, for which there is a code each', () => {
    const operation = described.find(({ operation: { id } }) => id === 'createBillingPortal');
    const names = operation?.responses.find(({ status }) => status === 404)?.examples.map(({ name }) => name);
    expect(names).toEqual(['USER_NOT_FOUND', 'ORG_NOT_FOUND']);
  });
});

describe('the codes', () => {
  it('begin with the 26 of the billing portal page, then come the organization page’s, then ours', () => {
    expect(publishedCodes).toHaveLength(26);
    expect(new Set(errorCodes.slice(0, 26))).toEqual(new Set(publishedCodes));
    expect(errorCodes.slice(26, 29)).toEqual(organizationCodes);
    expect(errorCodes.slice(29)).toEqual(ourCodes);
  });

  it('say who published them', () => {
    const of = (origin: string) => errorCodes.filter((code) => catalogue[code].origin === origin);
    expect(new Set(of('billing-portal'))).toEqual(new Set(publishedCodes));
    expect(of('organization')).toEqual(organizationCodes);
    expect(of('service')).toEqual(ourCodes);
  });

  it('have these statuses', () => {
    const byStatus = Object.groupBy(errorCodes, (code) => catalogue[code].status);
    expect(byStatus).toEqual(statuses);
  });
});
