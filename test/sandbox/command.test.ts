import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { clientOf, useStandIn } from './useStandIn.ts';

const main = join(import.meta.dirname, '../../src/sandbox/standIn/main.ts');
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function run(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

/** Everything that a run leaves behind. */
async function finish(...args: string[]) {
  const child = run(...args);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, code };
}

/** A running stand-in and its address. */
async function started(...args: string[]) {
  const child = run(...args);
  const [line] = await once(child.stdout, 'data');
  return { child, url: String(JSON.parse(line).url), line: String(line) };
}

describe('the stand-in command', () => {
  it('prints its address as one line of JSON and serves', async () => {
    const { url, line } = await started('--port', '0');
    expect(line).toBe(`{"url":"${url}"}\n`);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await expect(clientOf(url).customers.create({ name: 'Ada' })).resolves.toMatchObject({ name: 'Ada' });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('closes on %s, a hanging answer and all', async (signal) => {
    const { child, url } = await started('--port', '0');
    await fetch(`${url}/_stand_in/faults`, {
      method: 'POST',
      body: '{"kind":"hang","method":"GET","path":"*"}',
    });
    const hanging = expect(fetch(`${url}/v1/customers`)).rejects.toThrow();
    await expect
      .poll(async () => (await fetch(`${url}/_stand_in/requests`)).json())
      .toMatchObject({ requests: [{ path: '/v1/customers', status: null }] });
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([0, null]);
    await hanging;
  });

  it('keeps its state in a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'stand-in-'));
    const args = ['--port', '0', '--state', join(folder, 'state.json')];
    const first = await started(...args);
    const { id } = await clientOf(first.url).customers.create({ name: 'Ada' });
    first.child.kill('SIGKILL');
    await once(first.child, 'close');
    const second = await started(...args);
    await expect(clientOf(second.url).customers.retrieve(id)).resolves.toMatchObject({ name: 'Ada' });
    await rm(folder, { recursive: true });
  });

  it('has help', async () => {
    const { stdout, code } = await finish('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('--port <number>');
    expect(stdout).toContain('--state <file>');
  });

  it.each([
    [[], '--port'],
    [['--port'], '--port'],
    [['--port', 'x'], 'a number from 0 to 65535'],
    [['--port', '70000'], 'a number from 0 to 65535'],
    [['--port', '0', '--colour'], '--colour'],
    [['--port', '0', 'more'], 'too many arguments'],
  ])('%j is wrong use', async (args, message) => {
    const { stdout, stderr, code } = await finish(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('a port that is taken', () => {
  const here = useStandIn();

  it('is a clear error', async () => {
    const { port } = new URL(here.standIn.url);
    const { stdout, stderr, code } = await finish('--port', port);
    expect({ stdout, stderr, code }).toEqual({
      stdout: '',
      stderr: `error: Port ${port} is taken. Name another with --port, or 0 for a free one.\n`,
      code: 1,
    });
  });
});
