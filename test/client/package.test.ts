import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newUser, startService, type TestService, tokenOf } from '../harness/service.ts';
import { compile, oldestNode, type PackedClient, packClient, root, run, tool } from './packed.ts';

const node = await oldestNode();

describe('the packed client', () => {
  let packed: PackedClient;
  let service: TestService;
  beforeAll(async () => {
    [packed, service] = await Promise.all([packClient(), startService()]);
  });
  afterAll(async () => {
    await packed?.remove();
    await service?.close();
  });

  it('passes publint', async () => {
    expect(await tool('publint/src/cli.js', [packed.tarball, '--strict'], root)).toContain('All good!');
  });

  it('passes arethetypeswrong, as an ES module alone', async () => {
    const attw = '@arethetypeswrong/cli/dist/index.js';
    await tool(attw, [packed.tarball, '--profile', 'esm-only', '--format', 'ascii'], root);
  });

  it('has what belongs into it and nothing else', async () => {
    const files = (await run('tar', ['tzf', packed.tarball], root)).trim().split('\n');
    expect(files).toEqual(
      expect.arrayContaining(['package/README.md', 'package/LICENSE', 'package/dist/index.js']),
    );
    expect(
      files.filter(
        (file) => !/^package\/(dist\/.+\.(js|d\.ts)|package\.json|README\.md|LICENSE)$/.test(file),
      ),
    ).toEqual([]);
    const licence = join(packed.folder, 'node_modules/@billing-portal/client/LICENSE');
    expect(await readFile(licence, 'utf8')).toBe(await readFile(join(root, 'LICENSE'), 'utf8'));
  });

  it('is below 10 kB gzipped, with all that it needs', async () => {
    const { outputFiles, metafile } = await build({
      stdin: { contents: `export * from '@billing-portal/client'`, resolveDir: packed.folder },
      bundle: true,
      minify: true,
      format: 'esm',
      // Fails where a module of Node's is imported.
      platform: 'browser',
      write: false,
      metafile: true,
    });
    expect(gzipSync(outputFiles[0]?.contents ?? '').length).toBeLessThan(10_000);
    const packages = Object.keys(metafile.inputs).flatMap(
      (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
    );
    expect(new Set(packages)).toEqual(new Set(['@billing-portal/client', 'openapi-fetch']));
  });

  it('costs nothing where it is imported and not used', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `import '@billing-portal/client'`, resolveDir: packed.folder },
      bundle: true,
      format: 'esm',
      write: false,
      logLevel: 'silent',
    });
    expect(outputFiles[0]?.text.trim()).toBe('');
  });

  it.each([
    ['Node', ['--module', 'nodenext']],
    ['bundlers', ['--module', 'esnext', '--moduleResolution', 'bundler']],
    ['bundlers, optional properties exact', ['--module', 'preserve', '--exactOptionalPropertyTypes']],
  ])('has types that narrow and refuse: for %s', async (_, module) => {
    await copyFile(join(import.meta.dirname, 'types/uses.ts'), join(packed.folder, 'uses.ts'));
    await compile(['uses.ts'], module, packed.folder);
  });

  it(`opens a portal on Node ${node.version}`, async () => {
    const user = newUser();
    const customer = await service.givenAccount({ type: 'user', id: user });
    const token = await tokenOf(user);
    const program = `
      import { createBillingPortalClient } from '@billing-portal/client';
      const client = createBillingPortalClient({ baseUrl: '${service.url}', token: '${token}' });
      const { url } = await client.openSubscriptionsPortal();
      const error = await client.openSubscriptionsPortalWithApiKey().catch((error) => error);
      console.log(JSON.stringify({ url, code: error.code, details: error.details }));`;
    const output = await run(node.path, ['--input-type=module', '--eval', program], packed.folder);
    const { url, ...rest } = JSON.parse(output);
    expect(rest).toEqual({ code: 'UNAUTHORIZED', details: [] });
    expect(await (await fetch(url)).text()).toContain(customer);
  });
});
