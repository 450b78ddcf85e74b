import { type PhaseName, phaseNames } from './reconcilePhases.ts';
import type { RefreshOutcome } from './refreshCustomer.ts';

/** Undelivered events, those of them that were new, and customers by what comparing them came to. */
export type Counts = Readonly<Record<RefreshOutcome | 'failed' | 'events' | 'newEvents', number>>;

export const noCounts: Counts = {
  events: 0,
  newEvents: 0,
  linked: 0,
  updated: 0,
  unchanged: 0,
  deleted: 0,
  stale: 0,
  foreign: 0,
  conflict: 0,
  covered: 0,
  failed: 0,
};

/** How far a run has come. */
export type SavedProgress = {
  readonly startedAt: string;
  readonly phase: PhaseName;
  readonly after: string;
  readonly counts: Counts;
  readonly changes: number;
};

const day = 86_400_000;

/** What an earlier run left, unless that is so long ago that the beginning has to be looked at again. */
export function resumable(saved: unknown, now: Date): SavedProgress | undefined {
  return isProgress(saved) && now.getTime() - Date.parse(saved.startedAt) < day ? saved : undefined;
}

/** A later version may have saved something else. */
function isProgress(value: unknown): value is SavedProgress {
  if (typeof value !== 'object' || value === null) return false;
  const { startedAt, phase, after, counts, changes }: Partial<Record<keyof SavedProgress, unknown>> = value;
  const hasCounts =
    typeof counts === 'object' && counts !== null && Object.keys(noCounts).every((key) => key in counts);
  const isPlace = phaseNames.some((name) => name === phase) && typeof after === 'string';
  return isPlace && hasCounts && typeof startedAt === 'string' && typeof changes === 'number';
}
