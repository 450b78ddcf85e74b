/** What a check found. `error`: something does not work, or will not. `warning`: it works, and is not as it should be. */
export type Severity = 'ok' | 'warning' | 'error';

export type Finding = {
  readonly severity: Severity;
  /** In a sentence. */
  readonly message: string;
  /** A command, or what a person has to do. */
  readonly fix?: string;
};

/** One check looks at one thing, and changes nothing. What it throws becomes a finding. */
export type Findings = Promise<readonly Finding[]>;

/** Something else stands in the way of a check, and has a finding of its own. */
export class NotChecked extends Error {
  override readonly name = 'NotChecked';
}

export const ok = (message: string): Finding => ({ severity: 'ok', message });
export const warning = (message: string, fix: string): Finding => ({ severity: 'warning', message, fix });
export const error = (message: string, fix: string): Finding => ({ severity: 'error', message, fix });

/** What was found to be wrong, or else that all is well. */
export function orElse(found: readonly Finding[], well: string): readonly Finding[] {
  return found.length > 0 ? found : [ok(well)];
}

const transitMilliseconds = 5 * 60_000;

/** Whether something is so young that it may still be on its way. @param since milliseconds since 1970. */
export function inTransit(since: number): boolean {
  return Date.now() - since < transitMilliseconds;
}
