import { catalogue, type ErrorCode, type Wording } from '../../generated/catalogue.ts';
import type { Operation } from '../../generated/operations.ts';
import type { ApiError, Detail } from '../errors.ts';

/** A detail as a caller reads it: the shape of a Zod issue. */
export type WrittenDetail = Pick<Detail, 'code' | 'path'> & { readonly message: string };

type Params = Readonly<Record<string, string | number>>;

export type WrittenError = {
  readonly code: ErrorCode;
  readonly status: number;
  readonly message: string;
  readonly details?: readonly WrittenDetail[];
};

/**
 * Finds an error's words in the spec: the named variant, else the operation's own wording, else the catalogue's. The
 * operation's texts go before the catalogue's.
 */
export function write(error: ApiError, operation: Operation | undefined): WrittenError {
  const { code, options } = error;
  const entry = catalogue[code];
  const wordings: Wording[] = [operation?.raises[code] ?? {}, entry];
  const texts = [
    ...wordings.map(({ variants }) =>
      options.variant === undefined ? undefined : variants?.[options.variant],
    ),
    ...wordings.map(({ message }) => message),
  ];
  const text = texts.find((candidate) => candidate !== undefined) ?? entry.title;
  const details = (options.details ?? []).map(writeDetail);
  const problem = details.map(({ message }) => message).join(' ');
  return {
    code,
    status: entry.status,
    message: fill(text, { problem, ...options.params }).trim(),
    ...(details.length > 0 ? { details } : {}),
  };
}

function writeDetail({ code, path, reason, params }: Detail): WrittenDetail {
  const texts = catalogue.VALIDATION_FAILED.details ?? {};
  const field = path.length === 0 ? 'The request body' : path.join('.') || '""';
  const text = texts[reason ?? code] ?? texts[code] ?? '';
  return { code, path, message: fill(text, { field, ...params }) };
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (name, key: string) => String(params[key] ?? name));
}
