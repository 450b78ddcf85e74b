import { createReadStream } from 'node:fs';
import type { Command } from 'commander';
import type { Environment } from '../../config/read.ts';
import { type DatabaseAndStripeConfig, loadConfig } from '../../config.ts';
import type { ImportChanges } from '../../store/directoryChanges.ts';
import { CommandFailure } from '../commandFailure.ts';
import { note, print, printJson, table } from '../output.ts';
import { withStore, withStripe } from '../parts.ts';
import { noteUnapplied } from '../portalProfile.ts';
import { completeEntries, customersToAsk } from './completeEntries.ts';
import { type FetchedFacts, fetchFacts } from './fetchFacts.ts';
import { help } from './help.ts';
import { importEntries } from './importEntries.ts';
import type { ParsedLine } from './parseLine.ts';
import { createProgress } from './progress.ts';
import { type ParsedFile, readDirectoryFile } from './readFile.ts';
import { wrongLinesFailure } from './wrongLines.ts';

type Options = { readonly prune?: boolean; readonly dryRun?: boolean; readonly json?: boolean };

/** `directory import`: users, organizations, members and the billing accounts that exist already. */
export function addDirectoryImport(directory: Command, env: Environment): void {
  directory
    .command('import')
    .description(
      'Import users, organizations, members and billing accounts from JSON lines: all of them, or nothing.',
    )
    .argument('<FILE>', 'the file, or - for standard input')
    .option('--prune', 'also remove the users, organizations and members that the file lacks')
    .option('--dry-run', 'check everything and tell what would change, and write nothing')
    .option('--json', 'print the counts as a JSON object')
    .addHelpText('after', help)
    .action(
      async (file: string, { prune = false, dryRun = false, json = false }: Options, command: Command) => {
        const config = loadConfig(env, { program: 'service', needs: 'database+stripe' });
        const { entries: lines, blank } = await readLinesOf(file);
        if (prune && !lines.some(isInDirectory)) {
          command.error(
            'error: --prune would remove every user, organization and member, since the file names none. Is the export empty? To remove them nonetheless, name them in lines with "deleted": true.',
          );
        }
        const changes = await importLines(config, lines, { prune, dryRun });
        if (lines.length === 0) note('There is nothing to import: no line has anything in it.');
        if (blank > 0) note(blank === 1 ? 'Passed over 1 blank line.' : `Passed over ${blank} blank lines.`);
        if (json) printJson({ dryRun, lines: lines.length, blankLines: blank, ...changes });
        else print(summary(changes, dryRun));
      },
    );
}

async function readLinesOf(file: string): Promise<ParsedFile> {
  if (file === '-' && process.stdin.isTTY) note('Reading standard input, to its end (Ctrl-D).');
  const parsed = await readDirectoryFile(file === '-' ? process.stdin : createReadStream(file)).catch(
    (error: unknown) => {
      throw new CommandFailure(`The file cannot be read: ${reasonOf(error)}.`);
    },
  );
  if (parsed.wrong.length > 0) throw wrongLinesFailure(parsed.wrong);
  return parsed;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is none by this name';
  if (code === 'EISDIR') return 'it is a folder';
  return code === 'EACCES' ? 'this user may not read it' : `the system says ${code}`;
}

function isInDirectory(line: ParsedLine): boolean {
  return line.type !== 'billing_account' && line.deleted !== true;
}

async function importLines(
  config: DatabaseAndStripeConfig,
  lines: readonly ParsedLine[],
  options: { readonly prune: boolean; readonly dryRun: boolean },
): Promise<ImportChanges> {
  const { livemode } = config.stripe;
  return withStore(config, async (store) => {
    const { directory } = store;
    const customers = customersToAsk(lines);
    if (customers.size > 0) {
      // Conflicts with what the store has come to light now, not after an hour of questions.
      const { entries } = completeEntries(lines, new Map(), livemode);
      await importEntries(directory, entries, { ...options, dryRun: true });
    }
    const { entries, wrong, deletedInStripe } = completeEntries(
      lines,
      await askStripe(config, customers),
      livemode,
    );
    if (wrong.length > 0) throw wrongLinesFailure(wrong);
    const changes = await importEntries(directory, entries, options);
    if (deletedInStripe > 0)
      note(`Lines whose customer is deleted in Stripe, and opens no portal: ${deletedInStripe}.`);
    await noteUnapplied(store, profilesGiven(lines), [livemode]);
    return changes;
  });
}

function profilesGiven(lines: readonly ParsedLine[]): readonly string[] {
  return lines.flatMap((line) =>
    line.type === 'organization' && !line.deleted && line.portalProfile ? [line.portalProfile] : [],
  );
}

async function askStripe(
  config: DatabaseAndStripeConfig,
  customers: ReadonlySet<string>,
): Promise<FetchedFacts> {
  if (customers.size === 0) return new Map();
  const progress = createProgress(customers.size);
  try {
    return await withStripe(config, (stripe) =>
      fetchFacts(stripe, customers, {
        onAnswer: progress.step,
        onOutage: (seconds) => progress.say(`Stripe does not answer. Trying again in ${seconds} s.`),
      }),
    );
  } finally {
    progress.end();
  }
}

function summary(
  { users, organizations, members, billingAccounts, revokedKeys }: ImportChanges,
  dryRun: boolean,
): string {
  const kinds = { users, organizations, members, 'billing accounts': billingAccounts };
  const rows = Object.entries(kinds).map(([kind, { added, changed, removed, unchanged }]) => [
    kind,
    ...[added, changed, removed, unchanged].map(String),
  ]);
  const title = dryRun ? 'A dry run: nothing was written. It would be:' : 'Imported:';
  const keys = `API keys ${dryRun ? 'to be revoked' : 'revoked'}: ${revokedKeys}`;
  return [title, table(['', 'added', 'changed', 'removed', 'unchanged'], rows), keys].join('\n');
}
