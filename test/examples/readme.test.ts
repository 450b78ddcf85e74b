import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../client/packed.ts';
import { examples } from './startExample.ts';

const readme = await readFile(join(examples, 'README.md'), 'utf8');

describe('examples › the README', () => {
  it('names files that are there', () => {
    const files = readme.match(/examples\/[\w/-]+\.\w+/g) ?? [];
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('tells how to run each', async () => {
    const folders = (await readdir(examples, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    for (const { name } of folders) expect(readme).toContain(`examples/${name}/`);
  });
});
