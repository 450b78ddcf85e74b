/** What stands for the service's own address in everything that is built. */
const placeholder = new URL('https://billing.yourapp.com');

/**
 * Puts the service's own address into a text of the site, so that links, samples and docUrls are good as they stand.
 * Where that address has a path, links from the root lead through it.
 *
 * @param publicUrl without a slash at its end.
 * @example withAddress('http://localhost:3000')('curl https://billing.yourapp.com/livez') // 'curl http://localhost:3000/livez'
 */
export function withAddress(publicUrl: string): (text: string) => string {
  const { host } = new URL(publicUrl);
  const base = basePathOf(publicUrl);
  return (text) => {
    const addressed = text.replaceAll(placeholder.origin, publicUrl).replaceAll(placeholder.host, host);
    return base === '' ? addressed : addressed.replace(linkFromRoot, `$1${base}/`);
  };
}

const linkFromRoot = /(\b(?:href|src|data-copy-page|data-description)=")\/(?!\/)/g;

/** The path of an address, without a slash at its end: empty for most. */
export function basePathOf(publicUrl: string): string {
  return new URL(publicUrl).pathname.replace(/\/$/, '');
}
