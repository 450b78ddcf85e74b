import type { Fault } from './configError.ts';
import { Malformed } from './parsers.ts';
import { rules, type Situation, type Values } from './rules.ts';
import type { Setting } from './setting.ts';
import { type Name, names, settings } from './settings.ts';

/** The variables of a process, as Node gives them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Who reads: a program that serves, or a command that needs only a part. */
export type Reader = {
  readonly program: 'service' | 'sandbox';
  readonly needs: 'serve' | 'database' | 'database+stripe' | 'explain';
};

/**
 * Reads all variables that `reader` needs.
 *
 * @returns the values, and everything that is wrong with them; where a variable is at fault, it has no value.
 */
export function readEnvironment(env: Environment, reader: Reader): { values: Values; faults: Fault[] } {
  const textOf = (name: string) => env[name]?.trim() || undefined;
  const read = names.filter((name) => isRead(settings[name], reader));
  const values: Values = {};
  const faults: Fault[] = read.flatMap((name) => {
    const text = textOf(name) ?? defaultOf(settings[name], reader, values);
    if (text !== undefined) return parseInto(values, name, text);
    const isMissing = settings[name].required === true && reader.needs !== 'explain';
    return isMissing ? [{ variable: name, problem: 'is required' }] : [];
  });
  const situation: Situation = {
    program: reader.program,
    serving: reader.needs === 'serve',
    production: values.NODE_ENV === 'production',
    isSet: (name) => textOf(name) !== undefined,
  };
  for (const { variable, problem, broken } of rules) {
    if (read.includes(variable) && broken(values, situation)) faults.push({ variable, problem });
  }
  return { values, faults: [...faults, ...slips(read, textOf)] };
}

function isRead({ readBy, explains }: Setting<unknown>, { program, needs }: Reader): boolean {
  if (readBy === 'all' || (needs === 'explain' && explains)) return true;
  if (readBy === 'stripe') return needs !== 'database';
  return needs === 'serve' && (readBy === 'serve' || program === 'sandbox');
}

function defaultOf(setting: Setting<unknown>, { program }: Reader, values: Values): string | undefined {
  if (program === 'service' || setting.sandbox === undefined) return setting.default;
  return setting.sandbox
    .replace('<PORT>', String(values.PORT ?? 0))
    .replace('<STAND_IN_PORT>', String(values.STAND_IN_PORT ?? 0));
}

function parseInto<K extends Name>(values: Values, name: K, text: string): Fault[] {
  try {
    values[name] = settings[name].parse(text);
    return [];
  } catch (error) {
    if (error instanceof Malformed) return [{ variable: name, problem: error.message }];
    throw error;
  }
}

/** A variable set in the plural where ours is singular, or the reverse, would be passed over in silence. */
function slips(read: readonly Name[], textOf: (name: string) => string | undefined): Fault[] {
  return read.flatMap((name) => {
    const slip = name.endsWith('S') ? name.slice(0, -1) : `${name}S`;
    if (!name.includes('_') || textOf(slip) === undefined || textOf(name) !== undefined) return [];
    return [{ variable: slip, problem: `is no variable of this service: did you mean ${name}?` }];
  });
}
