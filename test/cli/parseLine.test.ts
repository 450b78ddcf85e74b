import { describe, expect, it } from 'vitest';
import { parseLine } from '../../src/cli/directory/parseLine.ts';

const user = { type: 'user', id: 'u1' };
const organization = { type: 'organization', id: 'o1', name: 'Analytical Engines' };
const member = { type: 'member', user: 'u1', organization: 'o1', role: 'billing' };
const account = { type: 'billing_account', owner: { type: 'user', id: 'u1' }, customer: 'cus_1' };

function parse(line: unknown) {
  return parseLine(7, typeof line === 'string' ? line : JSON.stringify(line));
}

describe('a line that is right', () => {
  const unknownFacts = { purchasedAt: undefined, subscriptionStatus: undefined };
  const parsedAccount = {
    line: 7,
    type: 'billing_account',
    deleted: false,
    owner: { type: 'user', id: 'u1' },
    customerId: 'cus_1',
  };

  it.each([
    ['a user', user, { ...user, line: 7, deleted: false }],
    [
      'an email, which is not kept',
      { ...user, email: 'ada@example.com' },
      { ...user, line: 7, deleted: false },
    ],
    ['an email of any kind', { ...user, email: null }, { ...user, line: 7, deleted: false }],
    [
      'an id at the limit',
      { ...user, id: 'x'.repeat(255) },
      { type: 'user', id: 'x'.repeat(255), line: 7, deleted: false },
    ],
    [
      'an id with U+2028',
      '{"type":"user","id":"a\u2028b"}',
      { type: 'user', id: 'a\u2028b', line: 7, deleted: false },
    ],
    [
      'a repeated key, of which the last counts',
      '{"type":"user","id":"u0","id":"u1"}',
      { ...user, line: 7, deleted: false },
    ],
    ['white space around', ` ${JSON.stringify(user)} \r`, { ...user, line: 7, deleted: false }],
    ['a deleted user', { ...user, deleted: true }, { ...user, line: 7, deleted: true }],
    ['an organization', organization, { ...organization, line: 7, deleted: false }],
    [
      'a deleted organization without a name',
      { type: 'organization', id: 'o1', deleted: true },
      { ...organization, name: '', line: 7, deleted: true },
    ],
    [
      'an organization with a portal profile',
      { ...organization, portalProfile: 'annual-2' },
      { ...organization, portalProfile: 'annual-2', line: 7, deleted: false },
    ],
    [
      'an organization whose portal profile is taken away',
      { ...organization, portalProfile: null },
      { ...organization, portalProfile: null, line: 7, deleted: false },
    ],
    ['a member', member, { ...member, line: 7, deleted: false }],
    [
      'a deleted member without a role',
      { ...member, role: undefined, deleted: true },
      { ...member, role: 'user', line: 7, deleted: true },
    ],
    ['a billing account', account, { ...parsedAccount, ...unknownFacts }],
    [
      'a billing account with its facts',
      { ...account, purchasedAt: '2025-01-01T01:00:00+01:00', subscriptionStatus: 'canceled' },
      { ...parsedAccount, purchasedAt: '2025-01-01T00:00:00.000Z', subscriptionStatus: 'canceled' },
    ],
    [
      'facts that say never and none',
      { ...account, purchasedAt: null, subscriptionStatus: null },
      { ...parsedAccount, purchasedAt: null, subscriptionStatus: null },
    ],
    [
      'an account of an organization',
      { ...account, owner: { type: 'organization', id: 'o1' } },
      { ...parsedAccount, owner: { type: 'organization', id: 'o1' }, ...unknownFacts },
    ],
  ])('%s', (_name, line, expected) => {
    expect(parse(line)).toEqual(expected);
  });
});

describe('a line that is wrong says why', () => {
  const time = /must be a time in ISO 8601/;
  it.each<[string, unknown, RegExp]>([
    ['no JSON', 'u1,ada@example.com', /^this is not JSON/],
    ['half of an object', '{"type":"user",', /^this is not JSON/],
    ['two objects', `${JSON.stringify(user)} ${JSON.stringify(user)}`, /^this is not JSON/],
    ['an array', [user], /must be a JSON object, not an array$/],
    ['a text', '"user"', /must be a JSON object, not a text$/],
    ['a number', '7', /must be a JSON object, not a number$/],
    ['null', 'null', /must be a JSON object, not null$/],
    ['no type', { id: 'u1' }, /^type is missing$/],
    ['a type of another kind', { ...user, type: 1 }, /^type must be a text, not a number$/],
    [
      'an unknown type',
      { ...user, type: 'usr' },
      /^type must be one of user, organization, member, billing_account, not "usr"$/,
    ],
    ['a type that every object has', { ...user, type: 'toString' }, /^type must be one of/],
    ['no id', { type: 'user' }, /^id is missing$/],
    ['an empty id', { ...user, id: '' }, /^id is empty$/],
    ['a number as id', { ...user, id: 42 }, /^id must be a text, not a number$/],
    ['null as id', { ...user, id: null }, /^id must be a text, not null$/],
    ['a long id', { ...user, id: 'x'.repeat(256) }, /^id has more than 255 characters$/],
    ['NUL in an id', { ...user, id: 'u\0' }, /^id has a NUL character/],
    ['half a surrogate pair in an id', '{"type":"user","id":"u\\ud800"}', /half of a surrogate pair/],
    [
      'an unknown field',
      { ...user, name: 'Ada' },
      /^"name" is no field of a user \(those are type, deleted, id, email\)$/,
    ],
    ['a field that every object has', '{"type":"user","id":"u1","__proto__":1}', /^"__proto__" is no field/],
    ['deleted as a text', { ...user, deleted: 'true' }, /^deleted must be true or false, not a text$/],
    ['deleted as null', { ...user, deleted: null }, /^deleted must be true or false, not null$/],
    ['no name', { type: 'organization', id: 'o1' }, /^name is missing$/],
    ['an empty name', { ...organization, name: '' }, /^name is empty$/],
    ['NUL in a name', { ...organization, name: 'A\0' }, /^name has a NUL/],
    [
      'a portal profile that the portal configuration could not have',
      { ...organization, portalProfile: 'Enterprise' },
      /^portalProfile must be a name of at most 40 lower-case letters, digits and hyphens/,
    ],
    [
      'a wrong portal profile of what is deleted',
      { ...organization, portalProfile: 'x'.repeat(41), deleted: true },
      /^portalProfile must be a name/,
    ],
    ['an empty portal profile', { ...organization, portalProfile: '' }, /^portalProfile is empty$/],
    [
      'a portal profile of another kind',
      { ...organization, portalProfile: true },
      /^portalProfile must be a text, not true or false$/,
    ],
    ['a portal profile of a user', { ...user, portalProfile: 'annual' }, /^"portalProfile" is no field/],
    ['a wrong name of what is deleted', { ...organization, name: 1, deleted: true }, /^name must be a text/],
    ['no user', { ...member, user: undefined }, /^user is missing$/],
    ['no organization', { ...member, organization: undefined }, /^organization is missing$/],
    ['no role', { ...member, role: undefined }, /^role is missing$/],
    [
      'an unknown role',
      { ...member, role: 'Owner' },
      /^role must be one of user, billing, workspaces, administrators, owner, not "Owner"$/,
    ],
    ['a wrong role of what is deleted', { ...member, role: 'x', deleted: true }, /^role must be one of/],
    ['an owner in short', { ...account, owner: 'user:u1' }, /^owner must be an object, not a text$/],
    ['no owner', { ...account, owner: undefined }, /^owner is missing$/],
    [
      'an owner of an unknown type',
      { ...account, owner: { type: 'team', id: 't1' } },
      /^owner\.type must be one of user, organization, not "team"$/,
    ],
    ['an owner without id', { ...account, owner: { type: 'user' } }, /^owner\.id is missing$/],
    [
      'an unknown field of an owner',
      { ...account, owner: { type: 'user', id: 'u1', role: 'x' } },
      /^"owner\.role" is no field of an owner/,
    ],
    ['no customer', { ...account, customer: undefined }, /^customer is missing$/],
    [
      'a customer in an object',
      { ...account, customer: { id: 'cus_1' } },
      /^customer must be a text, not an object$/,
    ],
    [
      'a customer with a space',
      { ...account, customer: 'cus_1 ' },
      /^customer must be the id of a Stripe customer/,
    ],
    ['a customer that is a path', { ...account, customer: '../charges' }, /^customer must be the id/],
    ['a customer of dots', { ...account, customer: '..' }, /^customer must be the id/],
    [
      'livemode, which the key decides',
      { ...account, livemode: true },
      /^"livemode" is no field of a billing account/,
    ],
    ['a time without zone', { ...account, purchasedAt: '2025-01-01T00:00:00' }, time],
    ['a time of SQL', { ...account, purchasedAt: '2025-01-01 00:00:00+00' }, time],
    ['a day alone', { ...account, purchasedAt: '2025-01-01' }, time],
    ['a day that never was', { ...account, purchasedAt: '2025-02-30T00:00:00Z' }, time],
    ['an hour that never was', { ...account, purchasedAt: '2025-02-20T25:00:00Z' }, time],
    [
      'seconds since 1970',
      { ...account, purchasedAt: 1735689600 },
      /^purchasedAt must be a text, not a number$/,
    ],
    ['an empty time', { ...account, purchasedAt: '' }, /^purchasedAt is empty$/],
    [
      'an unknown status',
      { ...account, subscriptionStatus: 'cancelled' },
      /^subscriptionStatus must be one of active, .*, not "cancelled"$/,
    ],
  ])('%s', (_name, line, problem) => {
    const parsed = parse(line);
    if (!('problems' in parsed)) throw new Error('this line was accepted');
    expect(parsed.problems).toEqual([expect.stringMatching(problem)]);
  });

  it('in every field at once', () => {
    expect(parse({ type: 'member', user: '', organization: 4, role: 'x', deleted: 0, more: 1 })).toEqual({
      problems: [
        'deleted must be true or false, not a number',
        'user is empty',
        'organization must be a text, not a number',
        expect.stringMatching(/^role must be one of/),
        expect.stringMatching(/^"more" is no field of a member/),
      ],
    });
  });

  it('without a value that might be private', () => {
    const parsed = parse({ ...user, id: 'canary'.repeat(50), name: 'canary', deleted: 'canary' });
    expect(JSON.stringify(parsed)).not.toContain('canary');
  });
});
