import { describe, expect, it } from 'vitest';
import { isRole, mayManageBilling, type Role, roles } from '../../src/billing/role.ts';

const table: readonly [Role, boolean][] = [
  ['user', false],
  ['billing', true],
  ['workspaces', false],
  ['administrators', true],
  ['owner', true],
];

it('the table has every role', () => {
  expect(table.map(([role]) => role)).toEqual([...roles]);
});

it.each(table)('%s may manage billing: %s', (role, may) => {
  expect(isRole(role)).toBe(true);
  expect(mayManageBilling(role)).toBe(may);
});

describe('no role is', () => {
  it.each([
    '',
    'Owner',
    'OWNER',
    'owner ',
    'admin',
    'administrator',
    'toString',
    '0',
    undefined,
    null,
    0,
    ['owner'],
  ])('%j', (text) => {
    expect(isRole(text)).toBe(false);
  });
});
