import { describe, expect, it } from 'vitest';
import { secretNames } from '../../generated/secrets.ts';
import { createLog } from '../../src/observe/log.ts';

function logTo(lines: string[], level = 'info') {
  const write = (line: string) => void lines.push(line);
  return createLog({ level, secrets: ['hunter2hunter2'], apiKeyPrefix: 'llmgen_' }, { write });
}

describe('the log', () => {
  it('is a line of JSON each, with the time and the name of the level', () => {
    const lines: string[] = [];
    logTo(lines).warn({ a: 1 }, 'text');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/\}\n$/);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      a: 1,
      msg: 'text',
    });
  });

  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
  const all: readonly string[] = [...levels, 'silent'];

  it.each(all)('leaves out what is below %s', (level) => {
    const lines: string[] = [];
    const log = logTo(lines, level);
    for (const one of levels) log[one]({}, one);
    const written = lines.map((line) => JSON.parse(line).msg);
    expect(written).toEqual(levels.filter((_, index) => index >= all.indexOf(level)));
  });

  it.each(secretNames)('never shows a field named %s, at any of four depths', (name) => {
    const lines: string[] = [];
    const value = 'a value like no other';
    logTo(lines).info(
      { [name]: value, a: { [name]: value, b: { [name]: value, c: { [name]: value } } } },
      'text',
    );
    expect(lines.join()).not.toContain(value);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      [name]: '[secret]',
      a: { b: { c: { [name]: '[secret]' } } },
    });
  });

  it("takes secrets out of an error's message, stack, cause and fields", () => {
    const lines: string[] = [];
    const cause = new Error('login as postgres://app:hunter2hunter2@db/app failed');
    const err = Object.assign(new Error('hunter2hunter2 refused', { cause }), {
      detail: 'by hunter2hunter2',
    });
    logTo(lines).error({ err }, 'failed for hunter2hunter2');
    logTo(lines).child({ requestId: 'hunter2hunter2' }).info({}, 'child');
    expect(lines.join()).not.toContain('hunter2hunter2');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      err: { type: 'Error', message: expect.stringContaining('[secret] refused'), detail: 'by [secret]' },
      msg: 'failed for [secret]',
    });
  });
});
