import { describe, expect, it } from 'vitest';
import { bearerToken } from '../../src/auth/credential.ts';

describe('the bearer token of an Authorization header', () => {
  it.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    ['BEARER abc', 'abc'],
    ['Bearer   abc', 'abc'],
    ['Bearer a.b-c_d~e+f/g==', 'a.b-c_d~e+f/g=='],
    ['Bearer Bearer', 'Bearer'],
  ])('is found in %j', (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'abc',
    'Basic YTpi',
    'Bearerabc',
    'Bearer\tabc',
    ' Bearer abc',
    'Bearer abc ',
    'Bearer abc def',
    'Bearer abc, Bearer def',
    'Bearer Bearer abc',
    'Bearer "abc"',
    'Bearer =',
    'Bearer a=b',
    'Bearer abc\n',
    'Bearer äbc',
    'Bearer token=abc',
    'DPoP abc',
    'Bearer {access-token}',
    'Bearer <token>',
  ])('is not found in %j', (header) => {
    expect(bearerToken(header)).toBeUndefined();
  });
});
