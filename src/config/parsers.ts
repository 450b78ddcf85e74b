import { isIP } from 'node:net';

/** Turns the text of a variable into its value, or throws `Malformed`. */
export type Parser<T> = (text: string) => T;

/** What is wrong with a text and how to mend it. The message goes to the operator, so it never holds the text. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** Any text. */
export const anyText: Parser<string> = (text) => text;

/** A text that matches `pattern` as a whole; `problem` says what is expected otherwise. */
export function matching(pattern: RegExp, problem: string): Parser<string> {
  return (text) => {
    if (!pattern.test(text)) throw new Malformed(problem);
    return text;
  };
}

/** One of a few words, as they are written here. */
export function oneOf<const T extends string>(...words: readonly T[]): Parser<T> {
  return (text) => {
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw new Malformed(`must be one of ${words.join(', ')}`);
    return word;
  };
}

/** A whole number in decimal digits, no sign, from `least` to `most`. */
export function wholeNumber(least: number, most: number): Parser<number> {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most))
      throw new Malformed(`must be a whole number from ${least} to ${most}`);
    return value;
  };
}

/** Values separated by commas; of several, a fault names its entry by number. An empty entry is a fault. */
export function list<T>(parse: Parser<T>): Parser<readonly T[]> {
  return (text) => {
    const entries = text.split(',').map((entry) => entry.trim());
    return entries.map((entry, index) =>
      parseEntry(parse, entry, entries.length > 1 ? `entry ${index + 1} ` : ''),
    );
  };
}

function parseEntry<T>(parse: Parser<T>, entry: string, position: string): T {
  if (entry === '') throw new Malformed(`${position}is empty: check the commas`);
  try {
    return parse(entry);
  } catch (error) {
    if (error instanceof Malformed) throw new Malformed(`${position}${error.message}`);
    throw error;
  }
}

const secondsIn = new Map([
  ['', 1],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
  ['d', 86_400],
]);

/** A time in seconds, written `900`, `900s`, `15m`, `24h` or `1d`, from `least` to `most` seconds. */
export function duration(least: number, most: number, limits: string): Parser<number> {
  return (text) => {
    const [, digits, unit] = /^(\d{1,9}) ?([smhd]?)$/.exec(text) ?? [];
    const seconds = Number(digits) * (secondsIn.get(unit ?? '') ?? 1);
    if (!(seconds >= least && seconds <= most)) {
      throw new Malformed(`must be a time such as 900s, 15m or 24h, ${limits}`);
    }
    return seconds;
  };
}

/** The name of a claim in an access token. A name with a namespace (`https://example.com/org`) is one, too. */
export const claimName = matching(/^[^\s\p{Cc}]{1,200}$/u, 'must be the name of a claim, without spaces');

/** An IP address or a host name to listen on. */
export const listenHost: Parser<string> = (text) => {
  if (isIP(text) === 0 && !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) {
    throw new Malformed('must be an address or a host name, without a port');
  }
  return text;
};

/**
 * A proxy's address or network, as Express takes them. Its other forms are refused: `true` and a number of hops
 * let a caller choose the address that is counted against it, and so pass every limit.
 */
export const proxy: Parser<string> = (text) => {
  const [address = '', bits, ...rest] = text.split('/');
  const version = address.includes('%') ? 0 : isIP(address);
  const most = version === 4 ? 32 : 128;
  const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  if (version === 0 || rest.length > 0 || !(prefix <= most)) {
    throw new Malformed(
      'must be the address or network of a proxy, such as 10.0.0.5 or 10.0.0.0/8 (not true, a number or a name: a caller could then choose its own address)',
    );
  }
  // A network that begins with zeros may hold every IPv4 address in its IPv6 form.
  const holdsAllOfIpv4 =
    version === 6 && prefix < 128 && new URL(`http://[${address}]`).host.startsWith('[::');
  if (prefix < (version === 4 ? 8 : 16) || holdsAllOfIpv4) {
    throw new Malformed('is too wide a network: name your own proxies, at most a /8 (IPv4) or /16 (IPv6)');
  }
  return text;
};
