/** Copies the generated types and the licence in, and compiles src/ to dist/, unless that is newer than its sources. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..', '..');

mkdirSync(join(here, 'src', 'generated'), { recursive: true });
copyIfChanged(join(root, 'generated', 'openapi.ts'), join(here, 'src', 'generated', 'openapi.ts'));
copyIfChanged(join(root, 'LICENSE'), join(here, 'LICENSE'));
if (!isFresh()) build();

/** Compiles beside dist/ and then takes its place, so that whoever reads dist/ meanwhile sees whole files. */
function build() {
  const staged = mkdtempSync(join(here, '.build-'));
  try {
    const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
    execFileSync(process.execPath, [tsc, '-p', here, '--outDir', staged], { stdio: ['ignore', 2, 2] });
    rmSync(join(here, 'dist'), { recursive: true, force: true });
    renameSync(staged, join(here, 'dist'));
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

function isFresh() {
  const built = statSync(join(here, 'dist', 'index.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(here, 'src'), { recursive: true }).map((name) => join('src', `${name}`));
  return [...sources, 'src', 'package.json', 'tsconfig.json', '../../tsconfig.json'].every(
    (source) => statSync(join(here, source)).mtimeMs < built,
  );
}

function copyIfChanged(from, to) {
  if (!existsSync(to) || !readFileSync(to).equals(readFileSync(from))) copyFileSync(from, to);
}
