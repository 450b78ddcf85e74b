import { readFileSync } from 'node:fs';
import { decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { credentialsIn, envFile, freePorts, newFolder, portalUrl, startProgram } from './program.ts';

/** Starts with some settings, and opens all four portals. */
async function openAll(env: Record<string, string>) {
  const folder = newFolder();
  const program = await startProgram(folder, { ...(await freePorts()), ...env });
  const pages = await Promise.all(
    program.curlLines().map(async (line) => (await fetch(await portalUrl(line))).text()),
  );
  return { folder, program, pages };
}

describe('the printed lines work with other settings, too:', () => {
  it('claims of other names, an issuer, and organizations from the token', async () => {
    const { folder, pages } = await openAll({
      MEMBERSHIP: 'claims',
      JWT_USER_CLAIM: 'userId',
      ORG_CLAIM: 'org',
      JWT_ISSUER: 'https://login.example.com/',
      JWT_AUDIENCE: 'billing-portal',
      JWT_MAX_LIFETIME: '1h',
    });
    expect(pages.map((page) => /<h1>(.*)<\/h1>/.exec(page)?.[1])).toContain('Billing of Analytical Engines');
    const claims = decodeJwt(credentialsIn(folder).MEMBER_TOKEN ?? '');
    expect(claims).toMatchObject({ userId: 'mary', org: 'analytical-engines', role: 'billing' });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
  });

  it('another place to lead back to', async () => {
    const { program, pages } = await openAll({
      RETURN_URL_ORIGINS: 'https://app.example.com',
      DEFAULT_RETURN_URL: 'https://app.example.com/home',
    });
    expect(program.curlLines()[0]).toContain('{"returnUrl":"https://app.example.com/home"}');
    for (const page of pages) expect(page).toContain('href="https://app.example.com/home"');
  });

  it('a store elsewhere, in a folder whose name a shell would take apart', async () => {
    const elsewhere = `${newFolder()}/it's & mine.db`;
    const { folder } = await openAll({ DATABASE_URL: `sqlite:${elsewhere}` });
    const line = `export DATABASE_URL='sqlite:${elsewhere.replace("'", `'\\''`)}'`;
    expect(readFileSync(envFile(folder), 'utf8')).toContain(`\n${line}\n`);
  });

  it('any free port', async () => {
    const { program } = await openAll({ PORT: '0' });
    expect(program.curlLines()[0]).toMatch(/ http:\/\/localhost:[1-9]\d+\/api/);
  });
});
