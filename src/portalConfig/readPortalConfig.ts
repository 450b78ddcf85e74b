import { LineCounter, parseDocument } from 'yaml';
import type { PortalProfile } from '../billing/portalConfiguration.ts';
import { checkFile } from './checkFile.ts';
import { nameOf, type Place } from './portalConfigFile.ts';
import { planChangesNote, toProfile } from './toProfile.ts';

/** A profile of the file, and what is to be said of it. */
export type NamedProfile = {
  readonly name: string;
  readonly profile: PortalProfile;
  readonly notes: readonly string[];
};

/** The file cannot be used. The message names every line that is wrong, and why. */
export class PortalConfigFileError extends Error {
  override readonly name = 'PortalConfigFileError';
}

/**
 * Reads `portal-config.yaml`.
 *
 * @param text YAML 1.2; merge keys (`<<`) are taken, too.
 * @returns its profiles in the order of the file, `default` among them.
 * @throws PortalConfigFileError
 * @example readPortalConfig('profiles: { default: { features: { invoice_history: { enabled: true } } } }')
 */
export function readPortalConfig(text: string): readonly NamedProfile[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, merge: true, prettyErrors: false });
  const lineOf = (offset: number) => lineCounter.linePos(offset).line;
  if (document.errors.length > 0) {
    throw failure(document.errors.map(({ pos, message }) => ({ line: lineOf(pos[0]), text: message })));
  }
  const checked = checkFile(document.toJS());
  if ('problems' in checked) {
    throw failure(
      checked.problems.map(({ place, problem }) => ({
        line: lineOf(offsetOf(document, place)),
        text: `${nameOf(place) || 'the file'} ${problem}`,
      })),
    );
  }
  return Object.entries(checked.profiles).map(([name, profile]) => ({
    name,
    profile: toProfile(profile),
    notes: planChangesNote(profile),
  }));
}

type Document = ReturnType<typeof parseDocument>;

/** Where a place begins in the text, or the closest place around it that is there. */
function offsetOf(document: Document, place: Place): number {
  for (let length = place.length; length > 0; length--) {
    const node = document.getIn(place.slice(0, length), true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    if (Array.isArray(range) && typeof range[0] === 'number') return range[0];
  }
  return 0;
}

function failure(wrong: readonly { readonly line: number; readonly text: string }[]): PortalConfigFileError {
  const lines = wrong.toSorted((one, other) => one.line - other.line);
  return new PortalConfigFileError(lines.map(({ line, text }) => `line ${line}: ${text}`).join('\n'));
}
