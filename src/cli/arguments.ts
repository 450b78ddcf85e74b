import { InvalidArgumentError } from 'commander';
import { type Owner, parseOwner } from '../billing/owner.ts';
import { duration, Malformed, type Parser } from '../config/parsers.ts';
import { isStorableId } from '../store/values.ts';
import { parseTime } from './time.ts';

/** Makes a parser of the configuration one of the command line. */
export function argument<T>(parse: Parser<T>): (text: string) => T {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      if (error instanceof Malformed) throw new InvalidArgumentError(`It ${error.message}.`);
      throw error;
    }
  };
}

/** The same for an option that may be given several times. */
export function repeated<T>(parse: Parser<T>): (text: string, before?: readonly T[]) => readonly T[] {
  const parseOne = argument(parse);
  return (text, before = []) => [...before, parseOne(text)];
}

/** The id of a user, a customer or a key. */
export const id: Parser<string> = (text) => {
  if (!isStorableId(text)) throw new Malformed('must be an id of 1 to 255 characters');
  return text;
};

/** `user:u1` or `organization:o1`. */
export const owner: Parser<Owner> = (text) => {
  const parsed = parseOwner(text);
  if (!parsed || !isStorableId(parsed.id)) {
    throw new Malformed('must be an owner such as user:u1 or organization:o1');
  }
  return parsed;
};

/** Something to be called by: 1 to 100 characters, not all of them blank. */
export const name: Parser<string> = (text) => {
  const length = [...text].length;
  if (text.trim() === '' || length > 100 || text.includes('\0') || !text.isWellFormed()) {
    throw new Malformed('must be a name of 1 to 100 characters');
  }
  return text;
};

const day = 86_400;

/** How long two keys are good side by side, in seconds. */
export const overlap = duration(0, 30 * day, 'at most 30d');

const lifetime = duration(60, 3650 * day, 'from 1m to 3650d');

/** A time to come, also given as the time until then. ISO 8601 in UTC. */
export const futureTime: Parser<string> = (text) => {
  const time = parseTime(text) ?? new Date(Date.now() + secondsUntil(text) * 1000);
  if (time.getTime() <= Date.now()) throw new Malformed('must be a time to come');
  return time.toISOString();
};

function secondsUntil(text: string): number {
  try {
    return lifetime(text);
  } catch {
    throw new Malformed('must be a time such as 2027-01-31T12:00:00Z, or a time from now such as 12h or 90d');
  }
}

/** A time that is past, in ISO 8601. */
export const pastTime: Parser<string> = (text) => {
  const time = parseTime(text);
  if (time === undefined || time.getTime() > Date.now()) {
    throw new Malformed('must be a time that is past, such as 2026-01-31T12:00:00Z');
  }
  return time.toISOString();
};

/** A time, past or to come, in ISO 8601. */
export const time: Parser<string> = (text) => {
  const parsed = parseTime(text);
  if (parsed === undefined) throw new Malformed('must be a time such as 2026-01-31T12:00:00Z');
  return parsed.toISOString();
};
