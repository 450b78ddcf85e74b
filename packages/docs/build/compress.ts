import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** What is larger than this is not worth the seconds that the best compression takes. */
const largeBytes = 500_000;

/**
 * Puts `.br` and `.gz` beside each file that the service sends as it is. Pages are not among them: the service puts its
 * own address into them first.
 */
export function compressAssets(folder: string): void {
  for (const path of globSync(['_astro/*.{js,css,svg}', 'pagefind/*.{js,css}'], { cwd: folder })) {
    const file = join(folder, path);
    const bytes = readFileSync(file);
    const quality = bytes.length > largeBytes ? 9 : constants.BROTLI_MAX_QUALITY;
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }),
    );
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}
