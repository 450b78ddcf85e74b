import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLine } from '../../src/cli/directory/parseLine.ts';
import { createProgram } from '../../src/cli/program.ts';
import { readPortalConfig } from '../../src/portalConfig/readPortalConfig.ts';
import { stripeApiVersion } from '../../src/stripe/client.ts';
import { followedEventTypes } from '../../src/sync/eventTypes.ts';
import { allCommands, commandFaults, commandsIn, optionsIn } from './commandFaults.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const guides = 'packages/docs/src/content/docs';
const languages = [
  ['English', `${guides}/docs`],
  ['Japanese', `${guides}/ja/docs`],
  ['Korean', `${guides}/ko/docs`],
] as const;

/** What stands in the code blocks of a page that are of a language. */
const codeIn = (page: string, language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  );

describe.each(languages)('the guides in %s', (_, folder) => {
  const pages = globSync(`${folder}/*.md`, { cwd: root }).map((path) => read(path));

  it('list exactly the events that the service follows', () => {
    const [events = ''] = codeIn(read(`${folder}/webhooks.md`), 'text');
    expect(events.trim().split('\n').sort()).toEqual([...followedEventTypes].sort());
  });

  it("name the pinned version of Stripe's API, and no other", () => {
    const versions = pages.flatMap((page) => page.match(/\b20\d\d-\d\d-\d\d\.[a-z]+/g) ?? []);
    expect([...new Set(versions)]).toEqual([stripeApiVersion]);
  });

  it('show portal configurations that can be applied', () => {
    const files = pages.flatMap((page) => codeIn(page, 'yaml'));
    expect(files.length).toBeGreaterThan(1);
    const [, { profile: annual } = {}] = readPortalConfig(files[1] ?? '');
    expect(annual?.features.subscription_cancel.enabled).toBe(false);
    for (const file of files) expect(readPortalConfig(file)[0]?.name).toBe('default');
  });

  it('show lines that can be imported', () => {
    const lines = pages
      .flatMap((page) => codeIn(page, 'json').flatMap((code) => code.trim().split('\n')))
      .filter((line) => line.startsWith('{"type"'));
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) expect(parseLine(1, line)).not.toHaveProperty('problems');
  });
});

describe('the commands that documents name are those of the program, with their options', () => {
  const program = createProgram({});
  const names = program.commands.map((command) => command.name());
  const allOptions = allCommands(program).flatMap((command) => command.options.map(({ long }) => long));
  const faultsIn = (text: string) => [
    ...commandsIn(text, names).flatMap((command) => commandFaults(program, command)),
    ...optionsIn(text).filter((option) => option !== '--help' && !allOptions.includes(option)),
  ];
  const documents = [
    ...languages.flatMap(([, folder]) => globSync(`${folder}/*.md`, { cwd: root })),
    ...['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', 'openapi.yaml', 'openapi.ja.yaml', 'openapi.ko.yaml'],
  ];

  it.each(documents)('%s', (path) => {
    expect(faultsIn(read(path))).toEqual([]);
  });

  it.each(languages)('each command has its place in the guides in %s', (_, folder) => {
    const named = globSync(`${folder}/*.md`, { cwd: root }).flatMap((path) =>
      commandsIn(read(path), names).map(({ words }) => words[0]),
    );
    expect(names.filter((name) => !named.includes(name))).toEqual([]);
  });

  it.each([
    ['```bash\nbilling-portal setup --wet-run\n```', 'setup --wet-run: there is no --wet-run'],
    ['```bash\nbilling-portal keys make\n```', 'keys make: there is no make'],
    ['```bash\nbilling-portal explain > file\n```', 'explain: an argument is missing'],
    ['`billing-portal reconcile user:u1 user:u2`', 'reconcile user:u1 user:u2: user:u2 is too much'],
    ['Run `webhooks list|drop`.', 'webhooks list|drop: there is no drop'],
    ['With `--strictly`.', '--strictly'],
  ])('%s is seen', (text, fault) => {
    expect(faultsIn(text)).toEqual([fault]);
  });
});
