/**
 * What every npm script starts with, on whatever Node is at hand (20 or newer): installs what the lockfile names, then
 * hands over to the Node that the project runs on. Kept to what an old Node can read.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.billing-portal-lock');

install();
const [script = '', ...args] = process.argv.slice(2);
const node = findNode();
const child = spawn(node, [join(root, 'scripts', `${script}.ts`), ...args], {
  stdio: 'inherit',
  // What the script starts finds the same Node and the installed commands.
  env: { ...process.env, PATH: `${dirname(node)}:${join(modules, '.bin')}:${process.env.PATH ?? ''}` },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});

/** Installs with the compiler, which NODE_ENV=production would leave out; not while the lockfile is the one installed. */
function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('Installing the dependencies (npm ci). This takes a minute the first time.');
  const npm = spawnSync('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    // Standard output belongs to the script that comes after.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('The dependencies could not be installed: see what npm says above.');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}

/** The Node that came with the dependencies, else the one that runs this, if it is new enough. */
function findNode() {
  const shipped = join(modules, '.bin', 'node');
  if (existsSync(shipped)) return shipped;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if ((major === 24 && minor >= 15) || major >= 26) return process.execPath;
  console.error(
    `This needs Node.js 24.15 or newer, and npm has none for ${process.platform} on ${process.arch}. This is ${process.version}: install Node.js 24 (https://nodejs.org) and try again.`,
  );
  process.exit(1);
}
