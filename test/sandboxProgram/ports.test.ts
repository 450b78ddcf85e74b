import { describe, expect, it } from 'vitest';
import { candidatePorts, onFirstFree } from '../../src/sandbox/ports.ts';

describe('the ports that are tried for the stand-in', () => {
  it.each([
    ['from the one asked for', 12_111, undefined, [], [12_111, 12_112, 12_113]],
    ['first where it was the last time', 12_111, 12_113, [], [12_113, 12_111, 12_112, 12_114]],
    ['not where it was for another wish', 13_000, 12_111, [], [13_000, 13_001]],
    ['not those of the service', 3000, undefined, [3000, 3001], [3002, 3003]],
    ['not those of the service, even if it was there', 3000, 3000, [3000], [3001]],
  ])('%s', (_, wanted, last, reserved, first) => {
    expect(candidatePorts(wanted, last, reserved).slice(0, first.length)).toEqual(first);
  });

  it('end with the last port, or after the one that is free', () => {
    expect(candidatePorts(65_534, undefined, [])).toEqual([65_534, 65_535]);
    expect(candidatePorts(0, undefined, [3000])).toEqual([0]);
    expect(candidatePorts(0, 50_000, [3000])).toEqual([50_000, 0]);
  });

  it('are left with a clear error where all are taken, and with any other error at once', async () => {
    const taken = Object.assign(new Error('taken'), { code: 'EADDRINUSE' });
    const tried: number[] = [];
    const start = (error: Error) => async (port: number) => {
      tried.push(port);
      throw error;
    };
    await expect(onFirstFree([1, 2], start(taken))).rejects.toThrow(/STAND_IN_PORT/);
    await expect(onFirstFree([3, 4], start(new Error('no state file')))).rejects.toThrow('no state file');
    expect(tried).toEqual([1, 2, 3]);
  });
});
