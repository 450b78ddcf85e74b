import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderEnvExample, renderSettingsTable } from '../../scripts/generate/envExample.ts';
import { loadConfig, names, settings } from '../../src/config.ts';
import { sandbox, service } from './environments.ts';

const example = renderEnvExample();
const standing = parseEnv(example);
// A line that is commented out begins as `# NAME=`.
const offered = parseEnv(example.replace(/^# (?=[A-Z_]+=)/gm, ''));

describe('.env.example', () => {
  it('has every variable once, and nothing else', () => {
    const written = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(written).toEqual(names);
  });

  it('documents the defaults that are loaded', () => {
    expect(Object.keys(standing).length).toBeGreaterThan(8);
    const bare = loadConfig(service, { program: 'service' });
    expect(loadConfig({ ...service, ...standing }, { program: 'service' })).toEqual(bare);
    for (const name of Object.keys(standing))
      expect(`${name} ${standing[name]}`).toBe(`${name} ${defaultOf(name)}`);
  });

  it('changes nothing in the sandbox when copied as it is', () => {
    const bare = loadConfig(sandbox, { program: 'sandbox' });
    expect(loadConfig({ ...standing, ...sandbox }, { program: 'sandbox' })).toEqual(bare);
  });

  it('offers examples that are accepted', () => {
    const { JWT_JWKS_URL, STRIPE_API_BASE, ...rest } = offered;
    const secrets = { STRIPE_SECRET_KEY: service.STRIPE_SECRET_KEY, JWT_SECRET: service.JWT_SECRET };
    expect(loadConfig({ ...rest, ...secrets, STRIPE_API_BASE }, { program: 'service' }).production).toBe(
      true,
    );
    const provider = { ...rest, ...secrets, JWT_SECRET: undefined, JWT_JWKS_URL };
    expect(loadConfig(provider, { program: 'service' }).accessTokens.keys.kind).toBe('jwks');
  });

  it('holds no value for a secret', () => {
    const secrets = names.filter((name) => settings[name].secret && name !== 'DATABASE_URL');
    expect(secrets.length).toBeGreaterThan(3);
    for (const name of secrets) expect(`${name}=${offered[name]}`).toBe(`${name}=`);
  });

  it('keeps to lines that fit a terminal', () => {
    const longest = Math.max(...example.split('\n').map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(120);
  });
});

function defaultOf(name: string): string | undefined {
  return names.filter((known) => known === name).map((known) => settings[known].default)[0];
}

describe("the README's table", () => {
  const rows = renderSettingsTable().trim().split('\n').slice(2);

  it('has a row of five cells for every variable', () => {
    expect(rows.map((row) => /^\| `([A-Z_]+)`/.exec(row)?.[1])).toEqual(names);
    for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(7);
  });

  it('shows defaults, what is required and what is secret', () => {
    expect(rows.find((row) => row.includes('`PORT`'))).toContain('| `3000` |');
    expect(rows.find((row) => row.startsWith('| `RETURN_URL_ORIGINS`'))).toContain('| yes |');
    expect(rows.find((row) => row.startsWith('| `JWT_SECRET`'))).toContain('(secret)');
  });
});
