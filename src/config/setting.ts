import type { Parser } from './parsers.ts';

/** One environment variable. */
export type Setting<T> = {
  /** What it is, in Markdown, for whoever sets it. */
  readonly description: string;
  readonly parse: Parser<T>;
  /** Who reads it: every program and command, those that talk to Stripe, whoever serves, or the sandbox alone. */
  readonly readBy: 'all' | 'stripe' | 'serve' | 'sandbox';
  /** What a portal request is answered depends on it: `explain` reads it, too, where it is set. */
  readonly explains?: true;
  /** `true`: its absence is a fault for whoever reads it. A text: when a rule demands it, in words. */
  readonly required?: true | string;
  /** The text that stands for an unset variable. */
  readonly default?: string;
  /** The same for the sandbox program, where it differs. `<PORT>` stands for the value of that variable. */
  readonly sandbox?: string;
  /** What a value looks like, where there is no default. */
  readonly example?: string;
  /** Holds a secret, so its value is never logged. */
  readonly secret?: true;
};
