import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Encoding = 'br' | 'gzip' | 'identity';

/** A page as it is sent: with the service's address in it. */
export type PageText = {
  /** The page's own, whatever its encoding; weak therefore (RFC 9110, section 8.8.1). */
  etag(): Promise<string>;
  bytes(encoding: Encoding): Promise<Buffer>;
};

const compress = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
  identity: (bytes: Buffer) => Promise.resolve(bytes),
};

/** Reads a page once, when it is first asked for, and compresses it once for each encoding. */
export function createPageText(file: URL, rewrite: (text: string) => string): PageText {
  const plain = once(async () => Buffer.from(rewrite(await readFile(file, 'utf8'))));
  const encoded = {
    br: once(async () => compress.br(await plain())),
    gzip: once(async () => compress.gzip(await plain())),
    identity: plain,
  };
  return {
    etag: once(
      async () =>
        `W/"${createHash('sha256')
          .update(await plain())
          .digest('base64url')
          .slice(0, 22)}"`,
    ),
    bytes: (encoding) => encoded[encoding](),
  };
}

/** Asks once. What failed is asked again the next time. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= ask().catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return asked;
  };
}
