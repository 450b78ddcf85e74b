import { Malformed, type Parser } from './parsers.ts';

/** The hosts that never leave this machine. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a URL leads to this machine. */
export function isLoopback(url: string): boolean {
  return loopbackHosts.includes(new URL(url).hostname);
}

/** An http or https URL without the ambiguities that `new URL` mends in silence. */
function webUrl(text: string): URL {
  const complete = /^https?:\/\/[^/]/i.test(text) && !/[\s\\\p{Cc}]/u.test(text);
  const url = complete ? URL.parse(text) : null;
  if (url === null) throw new Malformed('must be a complete URL, starting with https:// (or http://)');
  if (/^[^/]*\/\/[^/?#]*@/.test(text)) throw new Malformed('must not contain a user name or password');
  if (url.hostname.includes('*')) throw new Malformed('must not contain a wildcard: name each host');
  if (url.hostname.endsWith('.')) throw new Malformed('must not have a dot at the end of its host');
  return url;
}

/** https, or http where the host is one of `plainHosts`. */
function secureUrl(text: string, plainHosts: readonly string[]): URL {
  const url = webUrl(text);
  if (url.protocol !== 'https:' && !plainHosts.includes(url.hostname)) {
    throw new Malformed(`must be https (http for ${plainHosts.join(', ')} alone)`);
  }
  return url;
}

/** Nothing but scheme, host and port, as a browser writes them in `Origin` (RFC 6454, section 6.1). */
function exactOrigin(text: string, url: URL): string {
  if (text !== url.origin) {
    throw new Malformed(
      'must be an origin alone, as a browser writes it: no path, no slash at the end, lower case, no default port, international names in their xn-- form',
    );
  }
  return text;
}

/** The origin of a web app: https, or http on localhost for development. */
export const appOrigin: Parser<string> = (text) => {
  if (text === '*') throw new Malformed('must not be *: name each origin');
  return exactOrigin(text, secureUrl(text, ['localhost']));
};

/** The origin of an API, on any host. */
export const apiOrigin: Parser<string> = (text) => exactOrigin(text, webUrl(text));

/** A page of a web app: https, or http on localhost for development. In canonical form. */
export const pageUrl: Parser<string> = (text) => {
  if (text.length > 2048) throw new Malformed('must be at most 2048 characters');
  return secureUrl(text, ['localhost']).href;
};

/** Where a key set is fetched: https, or http on this machine. */
export const keySetUrl: Parser<string> = (text) => {
  const url = secureUrl(text, loopbackHosts);
  if (url.hash !== '') throw new Malformed('must not have a fragment (#)');
  return url.href;
};

/** The start of every address of ours, without a slash at its end. A path is kept: the service may live under one. */
export const baseUrl: Parser<string> = (text) => {
  const url = webUrl(text);
  if (/[?#]/.test(text)) throw new Malformed('must not have a query (?) or a fragment (#)');
  return url.href.replace(/\/+$/, '');
};

/** Where the store is: an SQLite file or a PostgreSQL server. */
export const databaseUrl: Parser<string> = (text) => {
  if (text.startsWith('sqlite:')) return sqliteUrl(text);
  if (!/^postgres(ql)?:\/\//.test(text)) {
    throw new Malformed('must start with sqlite:, postgres:// or postgresql://');
  }
  if (serverUrl(text) === null) {
    throw new Malformed('is no valid URL: percent-encode special characters in its user name and password');
  }
  return text;
};

/** Null also where a driver would fail to decode the password, and perhaps print it. */
function serverUrl(text: string): URL | null {
  const url = /\s/.test(text) ? null : URL.parse(text);
  try {
    decodeURIComponent(url?.href ?? '');
    return url;
  } catch {
    return null;
  }
}

function sqliteUrl(text: string): string {
  const file = text.slice('sqlite:'.length);
  if (file === '' || file.startsWith('//')) {
    throw new Malformed(
      'must name a file, as in sqlite:./data/billing-portal.db or sqlite:/srv/billing-portal.db',
    );
  }
  if (file.includes(':memory:'))
    throw new Malformed('must name a file: a database in memory forgets everything');
  return text;
}

/** Where Redis is. */
export const redisUrl: Parser<string> = (text) => {
  const url = /^rediss?:\/\//.test(text) ? serverUrl(text) : null;
  if (url === null || url.hostname === '') {
    throw new Malformed(
      'must be a URL that starts with redis:// or rediss:// and names a host; percent-encode special characters in its password',
    );
  }
  return text;
};

/** A host name with at least one dot: no scheme, port, path, wildcard or address. */
export const hostName: Parser<string> = (text) => {
  if (
    text.length > 253 ||
    !/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/.test(text)
  ) {
    throw new Malformed('must be a host name in lower case, such as billing.example.com, and nothing else');
  }
  return text;
};
