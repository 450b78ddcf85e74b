import { describe, expect, it } from 'vitest';
import { catalogue, errorCodes } from '../../generated/catalogue.ts';
import { operations } from '../../generated/operations.ts';
import { givenVisitor, subscriptionsByToken } from '../contracts/shared/doors.ts';
import { newUser } from '../harness/service.ts';
import { answerOf, errors, good } from '../http/kinds.ts';
import { bearer, dial, request } from '../http/wire.ts';
import { useProgram } from './useProgram.ts';

const observed = useProgram({ CORS_ORIGINS: 'https://app.example.com' });

const scrape = async () => (await fetch(observed().metricsUrl)).text();
const series = (text: string, name: string) => text.split('\n').filter((line) => line.startsWith(name));

async function metric(name: string, labels: Record<string, string | number> = {}): Promise<number> {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const line = series(await scrape(), `${name}`).find((one) => wanted.every((label) => one.includes(label)));
  return Number(line?.split(' ').at(-1) ?? 0);
}

async function callPortal(headers: Record<string, string> = {}): Promise<number> {
  const { token } = await givenVisitor(observed(), subscriptionsByToken);
  const reply = await observed().program.post(subscriptionsByToken.path, { token, headers });
  return reply.status;
}

describe('/metrics', () => {
  it('is on its own port, and only there', async () => {
    const own = await fetch(observed().metricsUrl);
    expect(own.status).toBe(200);
    expect(own.headers.get('content-type')).toContain('text/plain');
    for (const path of ['/metrics', '/metrics/', '//metrics']) {
      expect((await observed().program.get(path)).status).toBe(404);
    }
  });

  it('is all that is on that port', async () => {
    const { origin } = new URL(observed().metricsUrl);
    for (const path of ['/', '/livez', '/readyz', '/metrics/x', '/metrics?a=b', '/openapi.json']) {
      expect([path, (await fetch(origin + path)).status]).toEqual([path, 404]);
    }
    expect((await fetch(observed().metricsUrl, { method: 'POST' })).status).toBe(404);
    const head = await fetch(observed().metricsUrl, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('tells of the process', async () => {
    const text = await scrape();
    for (const name of [
      'process_cpu_seconds_total',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_seconds',
    ]) {
      expect(series(text, name)).not.toEqual([]);
    }
  });
});

describe('requests are counted', () => {
  const counted = [...good, ...errors].filter(({ name }) => !name.startsWith('/api/errors'));

  it.each(counted)('$status, $name: by operation, method, status and code', async (kind) => {
    const sum = async () =>
      series(await scrape(), 'billing_portal_requests_total{')
        .filter((line) => line.includes(`status="${kind.status}"`))
        .reduce((total, line) => total + Number(line.split(' ').at(-1)), 0);
    const before = await sum();
    await answerOf(observed(), kind);
    await expect.poll(sum, { interval: 5 }).toBe(before + 1);
  });

  it('with their time, by operation', async () => {
    const name = 'billing_portal_request_duration_seconds_count';
    const labels = { operation: 'openSubscriptionsPortal' };
    const before = await metric(name, labels);
    expect(await callPortal()).toBe(200);
    await expect.poll(() => metric(name, labels), { interval: 5 }).toBe(before + 1);
  });

  it('by no label that a caller chooses: whatever comes, the series are those of the document', async () => {
    const names = () =>
      scrape().then(
        (text) =>
          new Set(series(text, 'billing_portal_').map((line) => line.slice(0, line.lastIndexOf(' ')))),
      );
    await answerOf(observed(), {
      name: '',
      status: 404,
      sent: () => ({ method: 'GET', target: '/nowhere' }),
    });
    await answerOf(observed(), {
      name: '',
      status: 404,
      sent: () => ({ method: 'PROPFIND', target: '/nowhere' }),
    });
    await answerOf(observed(), {
      name: '',
      status: 400,
      sent: () => ({ method: 'BREW', target: '/nowhere' }),
    });
    const before = await names();
    for (let index = 0; index < 50; index++) {
      const wire = dial(observed().url);
      const method = ['GET', 'PROPFIND', 'BREW', 'SEARCH', 'LINK'][index % 5] ?? '';
      await wire.ask(
        request(method, `/nowhere/${index}`, { 'X-Request-Id': `r${index}`, ...bearer(`t${index}`) }),
      );
      wire.hangUp();
    }
    await expect
      .poll(() => metric('billing_portal_requests_total', { operation: 'none' }), { interval: 5 })
      .toBeGreaterThan(0);
    const after = await names();
    expect([...after].filter((one) => !before.has(one) && !/method="(GET|other)"/.test(one))).toEqual([]);

    const labels = [...after].flatMap((line) =>
      [...line.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, value]) => ({ label, value })),
    );
    const labelValues = (label: string) => [
      ...new Set(labels.filter((one) => one.label === label).map(({ value }) => value)),
    ];
    const ids = operations.map(({ id }): string => id);
    expect(
      labelValues('operation').filter((value) => value !== 'none' && !ids.includes(value ?? '')),
    ).toEqual([]);
    expect(
      labelValues('method').filter(
        (value) => !/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|other)$/.test(value ?? ''),
      ),
    ).toEqual([]);
    const statuses = [200, 201, 204, 304, 499, ...errorCodes.map((code) => catalogue[code].status)].map(
      String,
    );
    expect(labelValues('status').filter((value) => !statuses.includes(value ?? ''))).toEqual([]);
    expect(
      labelValues('code').filter((value) => value !== '' && !errorCodes.some((code) => code === value)),
    ).toEqual([]);
  });
});

describe('calls to Stripe are counted', () => {
  const count = 'billing_portal_stripe_call_duration_seconds_count';

  it.each([
    { outcome: 'ok', fault: undefined },
    { outcome: 'bad_response', fault: { kind: 'empty' } },
    { outcome: 'key_refused', fault: { kind: 'status', status: 401 } },
    { outcome: 'rate_limited', fault: { kind: 'status', status: 429, shouldRetry: false } },
    { outcome: 'server_error', fault: { kind: 'status', status: 500, shouldRetry: false } },
  ] as const)('with their time, by outcome: $outcome', async ({ outcome, fault }) => {
    const before = await metric(count, { outcome });
    if (fault) observed().standIn.faults.next(fault);
    await callPortal();
    expect(await metric(count, { outcome })).toBe(before + 1);
  });

  it('and the breaker is shown', async () => {
    const breaker = 'billing_portal_stripe_breaker_state';
    expect(await metric(breaker)).toBe(0);
    observed().standIn.faults.next({ kind: 'status', status: 500, shouldRetry: false, times: 5 });
    for (let failures = 0; failures < 5; failures++) expect(await callPortal()).toBe(503);
    expect(await metric(breaker)).toBe(2);
    expect(await callPortal()).toBe(503);
    expect(await metric(count, { outcome: 'breaker_open' })).toBeGreaterThan(0);
  });
});

it('no label and no help text has anything of a caller in it', async () => {
  const user = newUser();
  const { token } = await givenVisitor(observed(), subscriptionsByToken);
  await observed().program.post(subscriptionsByToken.path, {
    token,
    headers: { 'X-Request-Id': user, 'Idempotency-Key': user },
  });
  const text = await scrape();
  for (const secret of [user, token, 'sk_test', 'cus_', '127.0.0.1', 'session/'])
    expect(text.includes(secret)).toBe(false);
});
