import type { Opened } from './context.ts';
import { error, type Findings, ok } from './finding.ts';

const patienceMilliseconds = 5_000;

/** The key set that access tokens are checked with, where there is one. */
export async function checkJwks({ values }: Opened): Findings {
  const url = values.JWT_JWKS_URL;
  if (url === undefined) return [];
  const problem = await problemOf(url);
  return [
    problem === undefined
      ? ok('The key set of the identity provider can be fetched.')
      : error(
          `The key set at JWT_JWKS_URL ${problem}: access tokens are answered with 503.`,
          'Check JWT_JWKS_URL, and that the identity provider answers here and wherever the service runs.',
        ),
  ];
}

async function problemOf(url: string): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(patienceMilliseconds);
    const response = await fetch(url, { redirect: 'manual', signal });
    if (response.status !== 200) return `is answered with ${response.status}`;
    return hasKeys(await response.json()) ? undefined : 'has no keys';
  } catch {
    return 'cannot be fetched';
  }
}

/** https://www.rfc-editor.org/rfc/rfc7517#section-5 */
function hasKeys(set: unknown): boolean {
  const keys = typeof set === 'object' && set !== null && 'keys' in set ? set.keys : undefined;
  return Array.isArray(keys) && keys.length > 0;
}
