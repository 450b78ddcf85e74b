import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli } from './cli.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'billing-portal-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('wrong use ends with status 2, says what is wrong, and prints nothing', () => {
  const create = ['keys', 'create', '--user', 'u1', '--name', 'CRM'];
  it.each<[string[], RegExp]>([
    [['fly'], /unknown command 'fly'/],
    [['key', 'list'], /Did you mean keys\?/],
    [['--jsn'], /unknown option '--jsn'/],
    [['keys', 'burn'], /unknown command 'burn'/],
    [['migrate', 'now'], /too many arguments/],
    [['migrate', '--down'], /--down drops tables.*--yes/],
    [['migrate', '--yes'], /--yes has a meaning with --down alone/],
    [['directory', 'import'], /missing required argument 'FILE'/],
    [['directory', 'import', 'a', 'b'], /too many arguments/],
    [['directory', 'import', 'a', '--purge'], /unknown option '--purge'/],
    [['customers', 'show'], /missing required argument 'OWNER'/],
    [['customers', 'show', 'u1'], /It must be an owner such as user:u1 or organization:o1/],
    [['customers', 'show', 'team:t1'], /It must be an owner/],
    [['customers', 'link', 'user:u1'], /missing required argument 'CUSTOMER'/],
    [['customers', 'link', 'cus_1', 'user:u1'], /It must be an owner/],
    [['keys', 'create', '--name', 'CRM'], /required option '--user <id>'/],
    [['keys', 'create', '--user', 'u1'], /required option '--name <name>'/],
    [['keys', 'create', '--user', '', '--name', 'CRM'], /It must be an id/],
    [['keys', 'create', '--user', 'u1', '--name', ' '], /It must be a name of 1 to 100 characters/],
    [[...create, '--scope', 'portal:burn'], /It must be one of portal:create/],
    [[...create, '--origin', 'https://yourapp.com/'], /It must be an origin alone/],
    [[...create, '--origin', '*'], /It must not be \*/],
    [[...create, '--expires', 'soon'], /It must be a time such as/],
    [[...create, '--expires', '2020-01-01T00:00:00Z'], /It must be a time to come/],
    [['audit', 'export', '--since', 'yesterday'], /It must be a time such as/],
    [['audit', 'export', '--owner', 'u1'], /It must be an owner/],
    [
      ['audit', 'export', '--since', '2026-01-02T00:00:00Z', '--until', '2026-01-02T00:00:00Z'],
      /--until must be a later time than --since/,
    ],
    [['keys', 'list'], /required option '--user <id>'/],
    [['keys', 'revoke'], /missing required argument 'ID'/],
    [['keys', 'rotate'], /missing required argument 'ID'/],
    [['keys', 'rotate', 'k1', '--overlap', '40d'], /It must be a time such as .* at most 30d/],
  ])('%j', async (args, text) => {
    const outcome = await cli(args, { cwd: folder });
    expect(outcome).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(text) });
  });

  it.each([[[]], [['keys']], [['customers']], [['directory']]])(
    'no command after %j: the help',
    async (args) => {
      const outcome = await cli(args, { cwd: folder });
      expect(outcome).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('Commands:') });
    },
  );
});

describe('help', () => {
  it.each([
    'serve',
    'setup',
    'doctor',
    'migrate',
    'directory import',
    'customers show',
    'customers link',
    'customers conflicts',
    'keys create',
    'keys list',
    'keys revoke',
    'keys rotate',
    'audit export',
    'explain',
  ])('of %s has an example', async (command) => {
    const { status, stdout, stderr } = await cli([...command.split(' '), '--help'], { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: billing-portal ${command} `));
    expect(stdout.split(/Examples?:/)[1]).toContain(`billing-portal ${command}`);
  });

  it('of the whole names each command', async () => {
    const { status, stdout } = await cli(['--help'], { cwd: folder });
    expect(status).toBe(0);
    for (const name of ['serve', 'setup', 'doctor', 'migrate', 'directory', 'customers', 'keys', 'audit'])
      expect(stdout).toMatch(new RegExp(`^ +${name} `, 'm'));
  });
});

describe('a command that cannot begin ends with status 1, says what to do, and prints nothing', () => {
  it.each<[string, string[], Record<string, string>, RegExp]>([
    [
      'no database',
      ['keys', 'list', '--user', 'u1', '--json'],
      {},
      /There is no database yet: .*billing-portal\.db.*billing-portal migrate/,
    ],
    [
      'a malformed variable',
      ['keys', 'list', '--user', 'u1'],
      { DATABASE_URL: 'canary' },
      /DATABASE_URL +must start with/,
    ],
    ['no Stripe key for an import', ['directory', 'import', '-'], {}, /STRIPE_SECRET_KEY +is required/],
    [
      'no Stripe key for a link',
      ['customers', 'link', 'user:u1', 'cus_1'],
      {},
      /STRIPE_SECRET_KEY +is required/,
    ],
    [
      'a live key outside production',
      ['directory', 'import', '-'],
      { STRIPE_SECRET_KEY: 'sk_live_canary' },
      /STRIPE_SECRET_KEY +is a live key/,
    ],
    [
      'a database that is not there',
      ['keys', 'list', '--user', 'u1'],
      { DATABASE_URL: 'postgres://canary:canary@127.0.0.1:1/canary' },
      /The database cannot be reached. Check DATABASE_URL/,
    ],
    [
      'a file that is no database',
      ['migrate'],
      { DATABASE_URL: `sqlite:${import.meta.filename}` },
      /Check DATABASE_URL/,
    ],
    [
      'nothing configured to serve',
      ['serve'],
      {},
      /PUBLIC_URL +is required[\s\S]*STRIPE_SECRET_KEY +is required/,
    ],
  ])('%s', async (_name, args, env, text) => {
    const outcome = await cli(args, { env, cwd: folder });
    expect(outcome).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(text) });
    expect(outcome.stderr).not.toMatch(/canary|127\.0\.0\.1|^ +at /m);
  });
});
