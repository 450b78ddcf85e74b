import type { Form, FormValue } from './form.ts';
import { invalidParam } from './stripeError.ts';

/** Turns the text of one parameter into a value. `at` is the parameter's name, `items[0][price]`. */
export type Parser<T> = { readonly parse: (value: FormValue, at: string) => T };
export type RequiredParser<T> = Parser<T> & { readonly required: true };

/** The parameters that a route, or a map within one, takes. */
export type Shape = Readonly<Record<string, Parser<unknown>>>;

/** What a shape's parameters are once parsed; those that are not required may be missing. */
export type Params<S extends Shape> = {
  readonly [K in keyof S as S[K] extends RequiredParser<unknown> ? K : never]: Parsed<S[K]>;
} & {
  readonly [K in keyof S as S[K] extends RequiredParser<unknown> ? never : K]?: Parsed<S[K]> | undefined;
};
/** For `satisfies`: a shape whose names are all names in one of Stripe's own parameter types. */
export type ShapeOf<StripeParams> = { readonly [K in keyof StripeParams]?: Parser<unknown> };

type Parsed<P> = P extends Parser<infer T> ? T : never;

export const text: Parser<string> = {
  parse(value, at) {
    if (typeof value !== 'string') throw invalidParam(at, 'Invalid string');
    if (value === '') {
      throw invalidParam(
        at,
        `You passed an empty string for '${at}'. We assume empty values are an attempt to unset a field; however '${at}' cannot be unset. You should remove '${at}' from your request or supply a non-empty value.`,
        'parameter_invalid_empty',
      );
    }
    if (value.length > 5000) throw invalidParam(at, 'Invalid string: must be at most 5000 characters');
    return value;
  },
};

/** What is taken and not looked at. */
export const anything: Parser<FormValue> = { parse: (value) => value };

export const integer: Parser<number> = {
  parse(value, at) {
    if (typeof value === 'string' && /^-?\d{1,15}$/.test(value)) return Number(value);
    throw invalidParam(at, `Invalid integer: ${shown(value)}`, 'parameter_invalid_integer');
  },
};

export const flag: Parser<boolean> = {
  parse(value, at) {
    if (value === 'true' || value === 'false') return value === 'true';
    throw invalidParam(at, `Invalid boolean: ${shown(value)}`);
  },
};

/** An http or https URL, kept as it was given. */
export const url: Parser<string> = {
  parse(value, at) {
    const given = text.parse(value, at);
    const scheme = URL.canParse(given) ? new URL(given).protocol : undefined;
    if (scheme === 'https:' || scheme === 'http:') return given;
    const message = given.includes('://')
      ? 'Not a valid URL'
      : 'Invalid URL: An explicit scheme (such as https) must be provided.';
    throw invalidParam(at, message, 'url_invalid');
  },
};

/** One of some words. */
export function oneOf<const T extends string>(...words: readonly T[]): Parser<T> {
  return {
    parse(value, at) {
      const word = words.find((known) => known === value);
      if (word !== undefined) return word;
      throw invalidParam(at, `Invalid ${at}: must be one of ${words.join(', ')}`);
    },
  };
}

/** A parameter that an empty text unsets. */
export function unsettable<T>(parser: Parser<T>): Parser<T | null> {
  return { parse: (value, at) => (value === '' ? null : parser.parse(value, at)) };
}

/** Either of two kinds; the first is tried where its test says so. */
export function either<A, B>(
  isFirst: (value: FormValue) => boolean,
  first: Parser<A>,
  second: Parser<B>,
): Parser<A | B> {
  return { parse: (value, at) => (isFirst(value) ? first : second).parse(value, at) };
}

/** A list (`items[0][price]`, `expand[]`). */
export function listOf<T>(parser: Parser<T>): Parser<T[]> {
  return {
    parse(value, at) {
      if (!Array.isArray(value)) throw invalidParam(at, 'Invalid array');
      return value.map((item, index) => parser.parse(item, `${at}[${index}]`));
    },
  };
}

/** A map of known parameters. */
export function object<S extends Shape>(shape: S): Parser<Params<S>> {
  return {
    parse(value, at) {
      if (!isForm(value)) throw invalidParam(at, 'Invalid object');
      return parseParams(shape, value, at);
    },
  };
}

/** A map of texts with names of the caller's choice. */
export const textMap: Parser<Record<string, string>> = {
  parse(value, at) {
    if (!isForm(value)) throw invalidParam(at, 'Invalid object');
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => {
        if (typeof item !== 'string') throw invalidParam(`${at}[${name}]`, 'Invalid string');
        return [name, item];
      }),
    );
  },
};

export function required<T>(parser: Parser<T>): RequiredParser<T> {
  return { ...parser, required: true };
}

/**
 * Parses all parameters of a route.
 *
 * @param at where the form stands: '' for the whole request, `items[0]` within one.
 * @throws StripeError 400 `parameter_unknown`, `parameter_missing`, or what the parameter's own parser says.
 */
export function parseParams<S extends Shape>(shape: S, form: Form, at = ''): Params<S> {
  const nameOf = (key: string) => (at ? `${at}[${key}]` : key);
  const unknown = Object.keys(form).find((key) => !Object.hasOwn(shape, key));
  if (unknown !== undefined) {
    const name = nameOf(unknown);
    throw invalidParam(name, `Received unknown parameter: ${name}`, 'parameter_unknown');
  }
  const parsed: Record<string, unknown> = {};
  for (const [key, parser] of Object.entries(shape)) {
    const name = nameOf(key);
    if (form[key] !== undefined) parsed[key] = parser.parse(form[key], name);
    else if ('required' in parser) {
      throw invalidParam(name, `Missing required param: ${name}.`, 'parameter_missing');
    }
  }
  // The one place where a type is stated and not proved: a mapped type cannot be built key by key.
  return parsed as Params<S>;
}

function isForm(value: FormValue): value is Form {
  return typeof value === 'object' && !Array.isArray(value);
}

function shown(value: FormValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
