import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, startService, type TestService, tokenOf } from '../harness/service.ts';
import { buildClient, clientFolder, compile, run } from './packed.ts';

const readme = await readFile(join(clientFolder, 'README.md'), 'utf8');
const samples = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = ''], index) => ({
  file: `sample-${index + 1}.ts`,
  code,
}));
const sampleOnErrors = samples.find(({ code }) => code.includes('catch (error)'))?.code ?? '';

type Caller = { readonly token: string; readonly apiKey?: string };

describe("the README's samples", () => {
  let service: TestService;
  let folder: string;
  beforeAll(async () => {
    await buildClient();
    service = await startService();
    folder = await mkdtemp(join(tmpdir(), 'billing-portal-readme-'));
    await writeFile(join(folder, 'package.json'), '{"type": "module"}');
    await mkdir(join(folder, 'node_modules/@billing-portal'), { recursive: true });
    await symlink(clientFolder, join(folder, 'node_modules/@billing-portal/client'));
  });
  afterAll(async () => {
    await service?.close();
    await rm(folder, { recursive: true });
  });

  /** A sample, after what it takes for granted: the app's session, its page and its messages. */
  const write = (file: string, code: string, { token, apiKey = '' }: Caller) =>
    writeFile(
      join(folder, file),
      `const session = { getAccessToken: async () => '${token}' };
       const keyOfTheUser = '${apiKey}';
       const window = { location: { assign(_url: string) {} } };
       const showPlans = () => console.log('The plans');
       const showMessage = (message: string) => console.log(message);
       ${code.replaceAll('https://billing.yourapp.com', service.url)}`,
    );
  const execute = async (file: string) => (await run(process.execPath, [file], folder)).trim();

  it('compile, and each opens a portal', async () => {
    const user = newUser();
    await service.givenMember(user, `o-${user}`, 'owner');
    await service.givenAccount({ type: 'organization', id: `o-${user}` });
    await service.givenAccount({ type: 'user', id: user });
    const caller = { token: await tokenOf(user), apiKey: await service.givenKey({ userId: user }) };
    for (const { file, code } of samples) await write(file, code, caller);
    await compile(
      samples.map(({ file }) => file),
      ['--module', 'nodenext'],
      folder,
    );
    expect(samples).toHaveLength(4);
    for (const [index, { file }] of samples.entries()) {
      await execute(file);
      expect(service.portalSessions(), file).toBe(index + 1);
    }
  });

  it('tell people what to do when it fails', async () => {
    const messageFor = async (user: string) => {
      await write('errors.ts', sampleOnErrors, { token: await tokenOf(user) });
      return execute('errors.ts');
    };
    const member = newUser();
    await service.givenMember(member, `o-${member}`, 'user');
    expect(await messageFor(member)).toBe('Ask a member who may manage billing.');
    const owner = newUser();
    await service.givenMember(owner, `o-${owner}`, 'owner');
    expect(await messageFor(owner)).toBe('The plans');
    expect(await messageFor(newUser())).toMatch(/^User not found\./);
  });
});
