import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig, names } from '../../src/config.ts';
import { canary, type Environment, provider, refusal, service } from './environments.ts';
import { malformed, type Row } from './malformed.ts';

const folder = mkdtempSync(join(tmpdir(), `${canary}-`));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(name: string, content: string | Buffer): string {
  const path = join(folder, `${canary}-${name}.pem`);
  writeFileSync(path, content);
  return path;
}

const pem = { type: 'spki', format: 'pem' } as const;
const smallRsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export(pem);
const otherCurve = generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).publicKey.export(pem);
const privateKey = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });

const malformedFiles: readonly Row[] = [
  [join(folder, canary), /cannot be read/],
  [folder, /cannot be read/],
  [fileWith('none', canary), /no public key/],
  [fileWith('private', privateKey), /private key/],
  [fileWith('small', smallRsa), /RSA \(2048/],
  [fileWith('curve', otherCurve), /EC P-256/],
];

/** The environment that has nothing wrong but this variable. */
function withOnly(variable: string, text: string): Environment {
  if (variable === 'JWT_JWKS_URL') return { ...provider, JWT_JWKS_URL: text };
  if (variable === 'JWT_PUBLIC_KEY_FILE') return { ...provider, JWT_JWKS_URL: undefined, [variable]: text };
  return { ...service, [variable]: text };
}

describe('a malformed value is refused', () => {
  for (const [variable, rows] of Object.entries({ ...malformed, JWT_PUBLIC_KEY_FILE: malformedFiles })) {
    for (const [text, says] of rows) {
      it(`${variable}=${text.replace(folder, '<folder>')}`, () => {
        const error = refusal(withOnly(variable, text));
        expect(error.faults).toEqual([{ variable, problem: expect.stringMatching(says) }]);
        expect(error.message).toContain(variable);
        expect(`${error.stack} ${String(error.cause)}`.toLowerCase()).not.toContain(canary);
        if (text.length > 8) expect(error.message).not.toContain(text);
      });
    }
  }

  it('STAND_IN_PORT, which the sandbox alone reads', () => {
    const JWT_SECRET = `sandbox-${service.JWT_SECRET}`;
    expect(refusal({ JWT_SECRET, STAND_IN_PORT: canary }, 'sandbox').faults).toEqual([
      { variable: 'STAND_IN_PORT', problem: expect.stringMatching(/whole number/) },
    ]);
    expect(() => loadConfig({ ...service, STAND_IN_PORT: canary }, { program: 'service' })).not.toThrow();
  });

  it('every variable has its rows, but for those that take any text', () => {
    const others = ['NODE_ENV', 'JWT_ISSUER', 'JWT_AUDIENCE', 'STAND_IN_PORT', 'JWT_PUBLIC_KEY_FILE'];
    expect([...Object.keys(malformed), ...others].sort()).toEqual([...names].sort());
  });
});
