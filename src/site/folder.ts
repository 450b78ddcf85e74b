import { readFileSync } from 'node:fs';

/** The Content-Security-Policies that the build of the site made, by kind of page. */
export type Policies = { readonly pages: string; readonly reference: string };

export type SiteFolder = {
  /** Ends with a slash. */
  readonly url: URL;
  readonly policies: Policies;
};

/**
 * Finds what the documentation was built into, `dist/site`: from `dist/src/site/` and, uncompiled, from `src/site/`.
 *
 * @returns undefined where it was not built.
 */
export function findSiteFolder(): SiteFolder | undefined {
  for (const path of ['../../site/', '../../dist/site/']) {
    const url = new URL(path, import.meta.url);
    const record = readIfThere(new URL('site.json', url));
    if (record !== undefined) return { url, policies: JSON.parse(record).policies };
  }
  return undefined;
}

function readIfThere(file: URL): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
