import type { Environment } from '../../config/read.ts';
import type { NamedProfile } from '../../portalConfig/readPortalConfig.ts';
import type { SecretFile } from './secretFile.ts';
import type { Situation } from './situation.ts';

/** What every step of `setup` may look at. */
export type SetupContext = Situation & {
  readonly env: Environment;
  /** Of the portal configuration file. */
  readonly profiles: readonly NamedProfile[];
  /** Finds out, and changes nothing. */
  readonly dryRun: boolean;
  /** Has another webhook endpoint take the place of the present one. */
  readonly newSecret: boolean;
  /** The first secret that is configured is the endpoint's, whatever was known of it. */
  readonly rolled: boolean;
  readonly skipReconcile: boolean;
  /** Where a signing secret goes; undefined for standard output. */
  readonly secretFile: SecretFile | undefined;
  /**
   * Gives a signing secret to the person.
   *
   * @returns whether they have it now; false where it comes with the rest, at the end.
   */
  readonly handOver: (secret: string) => Promise<boolean>;
};

export type StepOutcome = 'checked' | 'unchanged' | 'created' | 'updated' | 'replaced' | 'skipped';

export type StepResult = {
  readonly outcome: StepOutcome;
  /** What was done, or would be, in a line or more. */
  readonly message: string;
  /** The same for a program, in the JSON of the step. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** What a person has to do besides. */
  readonly remaining?: readonly string[];
  /** To be done when a secret that could not be handed over at once is. */
  readonly confirm?: () => Promise<unknown>;
};

/** @throws what fails: then the step is not done, and doing it again goes on. */
export type Step = (context: SetupContext) => Promise<StepResult>;

/** Whether a step changed anything, or would. */
export function isChange({ outcome }: StepResult): boolean {
  return outcome === 'created' || outcome === 'updated' || outcome === 'replaced';
}
