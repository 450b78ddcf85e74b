import { expect, it } from 'vitest';
import { forEachService } from '../../harness/forEachService.ts';
import { newUser, tokenOf } from '../../harness/service.ts';
import { expectError } from '../shared/answers.ts';
import { createApiKey as route, takesNoMore } from '../shared/routes.ts';

const format = (field: string) => ({
  code: 'invalid_format',
  message: `${field} does not have the format that the API description gives for it.`,
});
const cases = [
  { name: 'no name', json: {}, path: ['name'], code: 'invalid_type', message: 'name is required.' },
  {
    name: 'an empty name',
    json: { name: '' },
    path: ['name'],
    code: 'too_small',
    message: 'name is too small (at least 1).',
  },
  { name: 'a name of spaces', json: { name: '  ' }, path: ['name'], ...format('name') },
  {
    name: 'a name of 101 characters',
    json: { name: 'x'.repeat(101) },
    path: ['name'],
    code: 'too_big',
    message: 'name is too large (at most 100).',
  },
  {
    name: 'a name that is no text',
    json: { name: 7 },
    path: ['name'],
    code: 'invalid_type',
    message: 'name must be of type string.',
  },
  {
    name: 'an unknown scope',
    json: { name: 'a', scopes: ['admin'] },
    path: ['scopes', 0],
    ...format('scopes.0'),
  },
  {
    name: 'no scope at all',
    json: { name: 'a', scopes: [] },
    path: ['scopes'],
    code: 'too_small',
    message: 'scopes is too small (at least 1).',
  },
  {
    name: 'an origin that the service does not allow',
    json: { name: 'a', returnOrigins: ['https://yourapp.com', 'https://evil.example'] },
    path: ['returnOrigins', 1],
    code: 'custom',
    message:
      'returnOrigins.1 is not on the list of return origins. Name one that the service allows, exactly as https://yourapp.com.',
  },
  {
    name: 'an end that is no time',
    json: { name: 'a', expiresAt: 'tomorrow' },
    path: ['expiresAt'],
    ...format('expiresAt'),
  },
  {
    name: 'an end that is past',
    json: { name: 'a', expiresAt: '2020-01-01T00:00:00Z' },
    path: ['expiresAt'],
    code: 'custom',
    message: 'expiresAt must be a time to come.',
  },
  {
    name: 'an unknown field',
    json: { name: 'a', userId: 'u2' },
    path: ['userId'],
    code: 'unrecognized_keys',
    message: 'userId is not a known field. Leave it out.',
  },
];

await forEachService('createApiKey › 400', (service) => {
  takesNoMore(service, route, { body: false });

  it.each(cases)('$name', async ({ json, path, code, message }) => {
    const token = await tokenOf(newUser());
    const { status, body } = await service().post(route.path, { token, json });
    expect({ status, error: body.error }).toMatchObject({
      status: 400,
      error: {
        code: 'VALIDATION_FAILED',
        message: `The request is not valid. ${message}`,
        details: [{ code, path, message }],
      },
    });
    expect((await service().get(route.path, { token })).body.data).toEqual([]);
  });

  it('no body', async () => {
    const { status, body } = await service().post(route.path, { token: await tokenOf(newUser()) });
    expect({ status, message: body.error.message }).toEqual({
      status: 400,
      message: 'The request is not valid. This operation needs a request body. Send a JSON object.',
    });
  });

  it('an idempotency key that is none', async () => {
    const headers = { 'Idempotency-Key': 'k'.repeat(256) };
    const reply = await service().post(route.path, {
      token: await tokenOf(newUser()),
      headers,
      json: { name: 'a' },
    });
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'INVALID_IDEMPOTENCY_KEY' } } });
  });

  it('the eleventh key, however many ask at once; revoking one makes room', async () => {
    const token = await tokenOf(newUser());
    const create = () => service().post(route.path, { token, json: { name: 'one of many' } });
    const replies = await Promise.all(Array.from({ length: 15 }, create));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(10);
    expectError(service(), route, await create(), {
      status: 400,
      code: 'API_KEY_LIMIT_REACHED',
      message:
        'The limit of active API keys is reached. Revoke a key that is no longer used, then create the new one.',
    });
    const made = replies.find(({ status }) => status === 201);
    await service().request('DELETE', `${route.path}/${made?.body.id}`, { token });
    expect((await create()).status).toBe(201);
  });
});
