import { build } from 'astro';

/** Builds the pages into the folder that is named; says nothing but faults. */
const [outDir = ''] = process.argv.slice(2);
await build({
  root: import.meta.dirname.replace(/build$/, ''),
  outDir,
  logLevel: 'error',
  // Its cache does not notice that a diagram or the highlighter has changed.
  force: true,
});
