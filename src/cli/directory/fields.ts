import { isStorable, maxIdLength } from '../../store/values.ts';
import { quoted } from '../output.ts';
import { parseTime } from '../time.ts';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

export type Fields = ReturnType<typeof readFields>;

/**
 * Reads the fields of a JSON object one by one. What is wrong with one goes to `problems`, and a value that fits the
 * type stands in for it: whoever reads looks at the problems at the end, and finds them all.
 *
 * @param path the keys that lead to the object, for the problems: `owner.`
 */
export function readFields(object: Json, problems: string[], path = '') {
  const known: string[] = [];

  function take(name: string): unknown {
    known.push(name);
    return object[name];
  }

  function wrong(name: string, problem: string): void {
    problems.push(`${path}${name} ${problem}`);
  }

  function text(name: string): string {
    const value = take(name);
    if (typeof value !== 'string')
      wrong(name, value === undefined ? 'is missing' : `must be a text, not ${kindOf(value)}`);
    else if (value === '') wrong(name, 'is empty');
    else if (!isStorable(value)) wrong(name, 'has a NUL character or half of a surrogate pair in it');
    else return value;
    return '';
  }

  function oneOf<const T extends string>(name: string, words: readonly [T, ...T[]]): T {
    const value = text(name);
    const word = words.find((one) => one === value);
    if (word === undefined && value !== '')
      wrong(name, `must be one of ${words.join(', ')}, not ${quoted(value)}`);
    return word ?? words[0];
  }

  /** Reads a field that may be null, or missing altogether. */
  function optional<T>(name: string, read: (name: string) => T): T | null | undefined {
    const value = object[name];
    if (value !== null && value !== undefined) return read(name);
    known.push(name);
    return value;
  }

  return {
    text,
    oneOf,
    optional,

    id(name: string): string {
      const value = text(name);
      if (value.length > maxIdLength) wrong(name, `has more than ${maxIdLength} characters`);
      return value;
    },

    /** A time, in UTC. */
    time(name: string): string {
      const value = text(name);
      const time = parseTime(value);
      if (!time && value !== '')
        wrong(name, 'must be a time in ISO 8601 with its zone, such as 2025-01-31T12:00:00Z');
      return time?.toISOString() ?? value;
    },

    /** True or false; false where it is missing. */
    flag(name: string): boolean {
      const value = take(name);
      if (value === undefined || typeof value === 'boolean') return value ?? false;
      wrong(name, `must be true or false, not ${kindOf(value)}`);
      return false;
    },

    /** Undefined where it is wrong or missing. */
    object(name: string): Json | undefined {
      const value = take(name);
      if (isObject(value)) return value;
      wrong(name, value === undefined ? 'is missing' : `must be an object, not ${kindOf(value)}`);
      return undefined;
    },

    /** Takes what nobody looks at. */
    ignore(name: string): void {
      known.push(name);
    },

    /** To be called last: names the fields that nobody took. */
    end(what: string): void {
      for (const name of Object.keys(object)) {
        if (!known.includes(name))
          problems.push(`${quoted(path + name)} is no field of ${what} (those are ${known.join(', ')})`);
      }
    },
  };
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What kind of JSON value it is, in words. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  const names = { string: 'a text', number: 'a number', boolean: 'true or false', object: 'an object' };
  return Object.entries(names).find(([type]) => type === typeof value)?.[1] ?? 'nothing';
}
