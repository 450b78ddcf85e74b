import { describe, expect, it } from 'vitest';
import { formatOwner, type Owner, parseOwner } from '../../src/billing/owner.ts';

const owners: readonly [string, Owner][] = [
  ['user:u1', { type: 'user', id: 'u1' }],
  ['organization:o1', { type: 'organization', id: 'o1' }],
  ['user:a:b', { type: 'user', id: 'a:b' }],
  ['user: ', { type: 'user', id: ' ' }],
  ['user:organization:o1', { type: 'user', id: 'organization:o1' }],
  ['organization:会社', { type: 'organization', id: '会社' }],
];

describe('an owner as the command line and Stripe write it', () => {
  it.each(owners)('%s', (text, owner) => {
    expect(parseOwner(text)).toEqual(owner);
    expect(formatOwner(owner)).toBe(text);
  });
});

describe('no owner is', () => {
  it.each([
    '',
    'u1',
    ':',
    ':u1',
    'user',
    'user:',
    'organization:',
    'User:u1',
    'customer:c1',
    ' user:u1',
    'userx:u1',
  ])('%j', (text) => {
    expect(parseOwner(text)).toBeUndefined();
  });
});
