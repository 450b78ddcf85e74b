/**
 * Writes what is made from openapi.yaml and from the configuration table. `--check` writes nothing and fails when a
 * file is stale.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { renderCatalogue } from './generate/catalogue.ts';
import { renderEnvExample, renderSettingsTable } from './generate/envExample.ts';
import { errorArticles } from './generate/errors.ts';
import { languages, renderDocuments, renderLanguages, translate } from './generate/languages.ts';
import { renderOperations } from './generate/operations.ts';
import { publish } from './generate/published.ts';
import { replaceBetweenMarkers } from './generate/readme.ts';
import { renderSecrets } from './generate/secrets.ts';
import type { Spec } from './generate/spec.ts';
import { renderTypes } from './generate/types.ts';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFile(new URL(path, root), 'utf8').catch(() => '');
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const settingsPage = 'packages/docs/src/content/docs/docs/configuration.md';

const spec: Spec = parse(await read('openapi.yaml'), { merge: true });
const published = publish(spec);

const files: Record<string, string> = {
  'generated/spec.json': json(spec),
  'generated/openapi.json': json(published),
  'generated/openapi.yaml': stringify(published, { aliasDuplicateObjects: false, lineWidth: 110 }),
  'generated/openapi.ts': await renderTypes(published),
  'generated/catalogue.ts': renderCatalogue(spec),
  'generated/operations.ts': renderOperations(spec),
  'generated/secrets.ts': renderSecrets(spec),
  'generated/errors.json': json(errorArticles(spec)),
  'generated/languages.ts': renderLanguages(),
  '.env.example': renderEnvExample(),
  'README.md': replaceBetweenMarkers(await read('README.md'), 'settings', renderSettingsTable()),
  [settingsPage]: replaceBetweenMarkers(await read(settingsPage), 'settings', renderSettingsTable()),
};

const translated: string[] = [];
for (const language of Object.keys(languages)) {
  const overlay = await read(`openapi.${language}.yaml`);
  if (overlay === '') continue;
  const inLanguage = await translate(spec, overlay, `openapi.${language}.yaml`);
  translated.push(language);
  files[`generated/spec.${language}.json`] = json(inLanguage);
  files[`generated/openapi.${language}.json`] = json(publish(inLanguage));
  files[`generated/errors.${language}.json`] = json(errorArticles(inLanguage));
}
files['generated/documents.ts'] = renderDocuments(translated);

const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values;
const stale: string[] = [];
for (const [path, content] of Object.entries(files)) {
  if ((await read(path)) === content) continue;
  stale.push(path);
  if (check) continue;
  const target = new URL(path, root);
  await mkdir(dirname(target.pathname), { recursive: true });
  await writeFile(target, content);
}
if (check && stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run \`npm run generate\` and commit what it writes.`);
  process.exitCode = 1;
} else {
  console.log(stale.length > 0 ? `Wrote ${stale.join(', ')}.` : 'Everything generated is fresh.');
}
