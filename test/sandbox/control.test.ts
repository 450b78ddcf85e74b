import { describe, expect, it } from 'vitest';
import { request, useStandIn } from './useStandIn.ts';

const here = useStandIn();
const post = (body: string) => fetch(`${here.standIn.url}/_stand_in/faults`, { method: 'POST', body });

describe('faults over HTTP', () => {
  it.each([
    [{ kind: 'status', status: 503, retryAfter: 1, shouldRetry: true, error: { code: 'x' } }, 503],
    [{ kind: 'html' }, 200],
    [{ kind: 'delay', ms: 1 }, 200],
    [{ kind: 'foreignUrl', url: 'https://evil.example/' }, 200],
  ])('%j is taken, for two requests', async (fault, status) => {
    const target = { method: 'GET', path: '/v1/customers', times: 2 };
    const answer = await post(JSON.stringify({ ...fault, ...target }));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ ...fault, ...target });
    for (let i = 0; i < 2; i += 1) {
      expect((await request(here.standIn.url, '/v1/customers')).status).toBe(status);
    }
    expect((await request(here.standIn.url, '/v1/customers')).status).toBe(200);
  });

  it('last until they are cleared where times is "always"', async () => {
    await post('{"kind": "status", "status": 500, "method": "GET", "path": "*", "times": "always"}');
    for (let i = 0; i < 3; i += 1) {
      expect((await request(here.standIn.url, '/v1/customers')).status).toBe(500);
    }
    expect((await fetch(`${here.standIn.url}/_stand_in/faults`, { method: 'DELETE' })).status).toBe(200);
    expect((await request(here.standIn.url, '/v1/customers')).status).toBe(200);
  });

  it.each([
    ['hang', 'kind', 'must be a JSON object'],
    ['[]', 'kind', 'must be a JSON object'],
    ['{}', 'kind', 'kind is missing'],
    ['{"kind": "explode"}', 'kind', 'must be one of hang, reset'],
    ['{"kind": "toString"}', 'kind', 'must be one of hang, reset'],
    ['{"kind": "hang", "ms": 1}', 'ms', 'no field ms'],
    ['{"kind": "hang", "times": 0}', 'times', 'at least 1'],
    ['{"kind": "hang", "times": "twice"}', 'times', 'at least 1'],
    ['{"kind": "hang", "method": "PUT"}', 'method', 'must be one of GET, POST, DELETE'],
    ['{"kind": "hang", "path": "v1/customers"}', 'path', 'begin with'],
    ['{"kind": "status"}', 'status', 'status is missing'],
    ['{"kind": "status", "status": 200}', 'status', 'must be one of 400'],
    ['{"kind": "status", "status": 500, "shouldRetry": "yes"}', 'shouldRetry', 'true, false'],
    ['{"kind": "status", "status": 500, "error": {"reason": "x"}}', 'error.reason', 'no field error.reason'],
    ['{"kind": "delay"}', 'ms', 'ms is missing'],
    ['{"kind": "delay", "ms": -1}', 'ms', 'at least 0'],
    ['{"kind": "foreignUrl", "url": 1}', 'url', 'must be a text'],
  ])('%s is refused by name', async (body, param, message) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { param, message: expect.stringContaining(message) },
    });
    expect((await request(here.standIn.url, '/v1/customers')).status).toBe(200);
  });
});

describe('requests over HTTP', () => {
  const url = () => `${here.standIn.url}/_stand_in/requests`;

  it('are what the stand-in was asked, without its own routes', async () => {
    await here.stripe.customers.create({ name: 'Ada' });
    const answer = await (await fetch(url())).json();
    expect(answer).toEqual({ requests: here.standIn.requests });
    expect(here.standIn.requests).toMatchObject([
      { method: 'POST', path: '/v1/customers', body: { name: 'Ada' }, status: 200 },
    ]);
    await fetch(url(), { method: 'DELETE' });
    expect(here.standIn.requests).toEqual([]);
  });

  it('an unknown route says which there are', async () => {
    const answer = await fetch(`${here.standIn.url}/_stand_in/fault`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      error: { message: expect.stringContaining('POST and DELETE /_stand_in/faults') },
    });
  });
});
