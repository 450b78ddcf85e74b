import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Lets the keyboard reach what scrolls sideways on a narrow screen: code and tables (WCAG 2.1.1). */
export function makeScrollable(folder: string): void {
  for (const path of globSync('**/*.html', { cwd: folder })) {
    const file = join(folder, path);
    const html = readFileSync(file, 'utf8');
    writeFileSync(file, html.replace(/<(pre|table)(?=[ >])(?![^>]*tabindex)/g, '<$1 tabindex="0"'));
  }
}
