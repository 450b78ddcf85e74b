import { beforeAll, describe, expect, it } from 'vitest';
import { freePorts, newFolder, occupy, type Program, startProgram } from './program.ts';

const post = (url: string, init: RequestInit = {}) => fetch(url, { method: 'POST', ...init });

describe('the demo app', () => {
  let ports: Awaited<ReturnType<typeof freePorts>>;
  let program: Program;
  let app: string;
  beforeAll(async () => {
    ports = await freePorts();
    const env = { RETURN_URL_ORIGINS: 'https://app.example.com', CORS_ORIGINS: 'https://app.example.com' };
    program = await startProgram(newFolder(), {
      ...ports,
      ...env,
      DEFAULT_RETURN_URL: 'https://app.example.com/home',
    });
    app = program.demoAppUrl();
  });

  it('may call the service and is led back to, beside those that are configured', async () => {
    const token = await (await post(`${app}session/access-token?as=USER_TOKEN`)).text();
    const portal = await post(`http://localhost:${ports.PORT}/api/v1/subscriptions/portal`, {
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        Origin: new URL(app).origin,
      },
      body: JSON.stringify({ returnUrl: `${app}?as=USER_TOKEN` }),
    });
    expect(portal.headers.get('access-control-allow-origin')).toBe(new URL(app).origin);
    const { url }: { url: string } = JSON.parse(await portal.text());
    expect(await (await fetch(url)).text()).toContain(`href="${app}?as=USER_TOKEN"`);
  });

  it('sells by a Checkout session of the stand-in', async () => {
    const plan = new URLSearchParams({ plan: 'starter' });
    const sold = await post(`${app}checkout?as=TOKEN_NO_CUSTOMER`, { body: plan, redirect: 'manual' });
    expect(sold.status).toBe(303);
    const page = await (await fetch(sold.headers.get('location') ?? '')).text();
    expect(page).toContain('alan@example.com');
    expect(page).toContain('$19.00');
  });

  it('loads nothing from elsewhere, asks nobody but the service, and keeps its tokens from other sites', async () => {
    const policy = (await fetch(app)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain(`connect-src 'self' http://localhost:${ports.PORT};`);
    expect(policy).toContain(`form-action 'self' http://127.0.0.1:${ports.STAND_IN_PORT};`);
    const token = await post(`${app}session/access-token?as=USER_TOKEN`, {
      headers: { Origin: 'https://evil.example' },
    });
    expect(token.headers.get('access-control-allow-origin')).toBe(null);
    expect(token.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['a page that is not there', 'GET', 'nothing', 404],
    ['a plan that is not there', 'POST', 'checkout', 400],
    ['an address that is none', 'GET', '/[?%', 404],
  ])('refuses %s', async (_, method, path, status) => {
    expect((await fetch(app + path, { method })).status).toBe(status);
  });
});

describe('the demo app’s address', () => {
  it('is the next one where its own is taken, and stays', async () => {
    const folder = newFolder();
    const ports = await freePorts();
    const own = Number(ports.STAND_IN_PORT) + 1;
    const release = await occupy(own);
    const first = await startProgram(folder, ports).finally(release);
    expect(Number(new URL(first.demoAppUrl()).port)).toBeGreaterThan(own);
    await first.stop('SIGTERM');

    const second = await startProgram(folder, ports);
    expect(second.demoAppUrl()).toBe(first.demoAppUrl());
    expect((await fetch(second.demoAppUrl())).status).toBe(200);
    expect(await second.stop('SIGTERM')).toBe(0);
  });
});
