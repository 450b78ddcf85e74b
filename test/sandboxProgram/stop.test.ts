import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { freePorts, isFree, newFolder, startProgram } from './program.ts';

describe('a signal stops the sandbox with status 0 and leaves nothing running', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('%s', async (signal) => {
    const folder = newFolder();
    const ports = await freePorts();
    const program = await startProgram(folder, ports);
    expect([await isFree(ports.PORT), await isFree(ports.STAND_IN_PORT)]).toEqual([false, false]);

    expect(await program.stop(signal)).toBe(0);

    expect([await isFree(ports.PORT), await isFree(ports.STAND_IN_PORT)]).toEqual([true, true]);
    expect(existsSync(join(folder, 'data/sandbox.pid'))).toBe(false);
  });

  it('Ctrl-C, which comes again from npm while it stops', async () => {
    const folder = newFolder();
    const ports = await freePorts();
    const program = await startProgram(folder, ports);
    program.signal('SIGINT');
    await vi.waitFor(async () => expect(await isFree(ports.PORT)).toBe(true), { interval: 5 });
    expect(await program.stop('SIGINT')).toBe(0);
    expect(existsSync(join(folder, 'data/sandbox.pid'))).toBe(false);
  });

  it('starts again after it was killed', async () => {
    const folder = newFolder();
    const ports = await freePorts();
    const killed = await startProgram(folder, ports);
    expect(await killed.stop('SIGKILL')).toBe(null);

    const program = await startProgram(folder, ports);
    expect(program.curlLines()).toEqual(killed.curlLines());
    expect(await program.stop('SIGTERM')).toBe(0);
  });
});
