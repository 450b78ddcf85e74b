import { randomInt } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Characters after the prefix, where they are not the usual 24. */
const lengths: Readonly<Record<string, number>> = { cus: 14, prod: 14, si: 14, req: 14, cs_test: 58 };

/**
 * Makes an id that looks like Stripe's, from a CSPRNG.
 *
 * @example newId('cus') // 'cus_Tq1fVbb2nM0x7L'
 */
export function newId(prefix: string): string {
  return `${prefix}_${randomText(lengths[prefix] ?? 24)}`;
}

/** `length` unguessable characters of base62. */
export function randomText(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** Now, in Stripe's unit: whole seconds since 1970. */
export function now(): number {
  return Math.floor(Date.now() / 1000);
}
