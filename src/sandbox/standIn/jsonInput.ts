import { invalidParam } from './stripeError.ts';

/** What other processes send to the stand-in's own routes, before anything is known of it. */
export type Input = Readonly<Record<string, unknown>>;

/**
 * The object that a body is to be.
 *
 * @param example of such a body, for the error.
 */
export function objectIn(json: string, example: string): Input {
  const value = parse(json);
  if (isObject(value)) return value;
  throw invalidParam('kind', `The body must be a JSON object, such as ${example}.`);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function rejectOthers(input: Input, at: string, known: readonly string[]): void {
  const other = Object.keys(input).find((name) => !known.includes(name));
  if (other !== undefined) {
    throw invalidParam(
      `${at}${other}`,
      `There is no field ${at}${other} here; there are ${known.join(', ')}.`,
    );
  }
}

export function required<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw invalidParam(name, `${name} is missing.`);
  return value;
}

export function oneOf<const T>(input: Input, name: string, known: readonly T[]): T | undefined {
  const value = input[name];
  if (value === undefined) return undefined;
  const found = known.find((item) => item === value);
  if (found === undefined) throw invalidParam(name, `${name} must be one of ${known.join(', ')}.`);
  return found;
}

export function number(input: Input, name: string, least: number): number | undefined {
  const value = input[name];
  if (value === undefined || (typeof value === 'number' && value >= least)) return value;
  throw invalidParam(name, `${name} must be a number of at least ${least}.`);
}

export function text(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || typeof value === 'string') return value;
  throw invalidParam(name, `${name} must be a text.`);
}

/** How often; `"always"` stands for Infinity, which JSON cannot say. */
export function times(input: Input): number | undefined {
  return input.times === 'always' ? Infinity : number(input, 'times', 1);
}
