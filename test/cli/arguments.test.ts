import { describe, expect, it } from 'vitest';
import { futureTime, name, overlap, owner } from '../../src/cli/arguments.ts';
import { table } from '../../src/cli/output.ts';
import { parseTime } from '../../src/cli/time.ts';

describe('an owner', () => {
  it.each([
    ['user:u1', { type: 'user', id: 'u1' }],
    ['organization:o1', { type: 'organization', id: 'o1' }],
    ['user:a:b', { type: 'user', id: 'a:b' }],
  ])('%s', (text, expected) => {
    expect(owner(text)).toEqual(expected);
  });

  it.each(['', 'u1', 'user:', 'user', ':u1', 'team:t1', 'User:u1', ' user:u1', `user:${'x'.repeat(256)}`])(
    'not %j',
    (text) => {
      expect(() => owner(text)).toThrow('user:u1 or organization:o1');
    },
  );
});

describe('a name', () => {
  it.each(['x', 'CRM of Ada', 'é'.repeat(100), '🙂'.repeat(100)])('%j', (text) => {
    expect(name(text)).toBe(text);
  });

  it.each(['', '  ', 'x'.repeat(101), '🙂'.repeat(101), 'a\0', '\ud800'])('not %j', (text) => {
    expect(() => name(text)).toThrow('1 to 100 characters');
  });
});

describe('an overlap', () => {
  it.each([
    ['0', 0],
    ['90', 90],
    ['30m', 1800],
    ['24h', 86_400],
    ['30d', 2_592_000],
  ])('%s', (text, seconds) => {
    expect(overlap(text)).toBe(seconds);
  });

  it.each(['', '-1', '31d', '1w', 'soon', '1.5h', '24 hours'])('not %j', (text) => {
    expect(() => overlap(text)).toThrow('at most 30d');
  });
});

describe('a time to come', () => {
  it('as it is, in UTC', () => {
    expect(futureTime('2999-01-31T12:00:00+01:00')).toBe('2999-01-31T11:00:00.000Z');
  });

  it('counted from now', () => {
    const days = (Date.parse(futureTime('90d')) - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(90, 3);
  });

  it.each(['', 'soon', '2999-01-31', '2999-02-30T00:00:00Z', '0d', '5000d', '-1d'])('not %j', (text) => {
    expect(() => futureTime(text)).toThrow('must be a time such as');
  });

  it('not one that is over', () => {
    expect(() => futureTime('2020-01-31T12:00:00Z')).toThrow('must be a time to come');
  });
});

it('a time has a zone and a day of the calendar', () => {
  expect(parseTime('2024-02-29T00:00Z')?.toISOString()).toBe('2024-02-29T00:00:00.000Z');
  expect(parseTime('2024-02-29T23:59:59.123456789-12:00')?.toISOString()).toBe('2024-03-01T11:59:59.123Z');
  for (const text of ['2025-02-29T00:00Z', '2025-01-01T00:00', '2025-1-1T00:00Z', '2025-01-01T00:00+0100']) {
    expect(parseTime(text)).toBeUndefined();
  }
});

it('a table shows what would steer a terminal as text', () => {
  expect(
    table(
      ['id', 'used'],
      [
        ['k1', null],
        ['\u001b[2Jk\u202e', 'yes'],
      ],
    ),
  ).toBe('id                  used\nk1                  -\n\\u{1b}[2Jk\\u{202e}  yes');
});
