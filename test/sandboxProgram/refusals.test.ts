import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePorts, isFree, newFolder, occupy, portalUrl, refusal, startProgram } from './program.ts';

describe('the sandbox refuses to start, with status 1 and a reason,', () => {
  it.each([
    [
      'with a live key',
      { STRIPE_SECRET_KEY: 'sk_live_for_tests' },
      /STRIPE_SECRET_KEY +must be unset for the sandbox/,
    ],
    [
      'with a key of a real account',
      { STRIPE_SECRET_KEY: 'sk_test_for_tests' },
      /STRIPE_SECRET_KEY +must be unset/,
    ],
    ['in production', { NODE_ENV: 'production' }, /NODE_ENV +must not be production for the sandbox/],
    [
      'with keys that it cannot sign with',
      { JWT_JWKS_URL: 'https://login.example.com/keys', JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' },
      /JWT_JWKS_URL +must be unset for the sandbox, which signs its own access tokens/,
    ],
    [
      'with a shared secret of somebody’s own',
      { JWT_SECRET: 'x'.repeat(31).concat('y') },
      /JWT_SECRET +must be unset/,
    ],
  ])('%s, before it writes anything', async (_, env, reason) => {
    const folder = newFolder();
    const { code, output } = await refusal(folder, { ...(await freePorts()), ...env });
    expect(code).toBe(1);
    expect(output).toMatch(reason);
    expect(output).not.toContain('for_tests');
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });

  it('with another Stripe than its own', async () => {
    const ports = await freePorts();
    const env = { ...ports, STRIPE_API_BASE: 'http://127.0.0.1:1' };
    const { code, output } = await refusal(newFolder(), env);
    expect(code).toBe(1);
    expect(output).toMatch(/STRIPE_API_BASE +must be unset for the sandbox/);
    expect(await isFree(ports.STAND_IN_PORT)).toBe(true);
  });

  it('where its port is taken, and leaves nothing running', async () => {
    const folder = newFolder();
    const ports = await freePorts();
    const release = await occupy(ports.PORT);
    const { code, output } = await refusal(folder, ports).finally(release);
    expect(code).toBe(1);
    expect(output.trim()).toBe('The port is taken by another program. Stop that, or set PORT to a free one.');
    expect(await isFree(ports.STAND_IN_PORT)).toBe(true);
    expect(existsSync(join(folder, 'data/sandbox.pid'))).toBe(false);
  });

  it('where another one runs on the same folder, which goes on unharmed', async () => {
    const folder = newFolder();
    const ports = await freePorts();
    const program = await startProgram(folder, ports);
    const link = await portalUrl(program.curlLines()[0] ?? '');

    const { code, output } = await refusal(folder, await freePorts());

    expect(code).toBe(1);
    expect(output).toContain(`a sandbox runs on this folder already, as process ${program.pid}`);
    expect((await fetch(link)).status).toBe(200);
    expect(await program.stop('SIGTERM')).toBe(0);
  });
});
