/** What is wrong with one variable, and how to mend it; never its value. */
export type Fault = { readonly variable: string; readonly problem: string };

/**
 * The environment is not one that the program can run in. Its message is for the operator: several lines, one for
 * each fault, without any value.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const width = Math.max(...faults.map(({ variable }) => variable.length));
    const lines = faults.map(({ variable, problem }) => `  ${variable.padEnd(width)}  ${problem}`);
    const count = faults.length === 1 ? 'is 1 fault' : `are ${faults.length} faults`;
    super(`There ${count} in the configuration (.env.example explains each variable):\n${lines.join('\n')}`);
    this.faults = faults;
  }
}
