import type { Command } from 'commander';

/** A command as a text names it, such as `keys list --user u1`, in code to be run or in a sentence. */
export type NamedCommand = { readonly words: readonly string[]; readonly isWhole: boolean };

const program = /^(?:billing-portal|npm run -s cli --) /;

/** Every command that stands in a page's Markdown: lines of its code blocks, and code in its sentences. */
export function commandsIn(markdown: string, names: readonly string[]): readonly NamedCommand[] {
  const blocks = /^```\w*\n([\s\S]*?)^```$/gm;
  const lines = [...markdown.matchAll(blocks)]
    .flatMap(([, code = '']) => code.replaceAll(/\\\n\s*/g, ' ').split('\n'))
    .flatMap((line) => line.split(' | ').map((part) => part.trim()))
    .filter((line) => program.test(line));
  const spans = [...markdown.replace(blocks, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  const named = spans.filter((span) => program.test(span) || names.includes(span.split(' ')[0] ?? ''));
  return [
    ...lines.map((line) => ({ words: wordsOf(line), isWhole: true })),
    ...named.map((span) => ({ words: wordsOf(span), isWhole: false })),
  ];
}

/** Options that a sentence names alone, such as `--dry-run`. */
export function optionsIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/`(--[a-z][a-z-]*)/g)].map(([, option = '']) => option);
}

/** Every command below a command, itself among them. */
export function allCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}

/** What is wrong with a command: nothing of its name, an option that it has not, too many or too few arguments. */
export function commandFaults(root: Command, { words, isWhole }: NamedCommand): readonly string[] {
  const [command, rest] = find(root, words);
  const text = words.join(' ');
  if (command.commands.length > 0) {
    // `portal-config`, or `webhooks list|show|retry`: a group, or several of it.
    const known = command.commands.map((one) => one.name());
    const asked = rest.flatMap((word) => word.split('|')).filter((word) => word !== '…');
    return asked.filter((word) => !known.includes(word)).map((word) => `${text}: there is no ${word}`);
  }
  const [options, args] = takeApart(command, rest);
  const unknown = options.filter((word) => optionOf(command, word) === undefined);
  const required = command.registeredArguments.filter((argument) => argument.required).length;
  const most = command.registeredArguments.some(({ variadic }) => variadic)
    ? Number.POSITIVE_INFINITY
    : command.registeredArguments.length;
  return [
    ...unknown.map((option) => `${text}: there is no ${option}`),
    ...(args.length > most ? [`${text}: ${args.at(-1)} is too much`] : []),
    ...(isWhole && args.length < required ? [`${text}: an argument is missing`] : []),
  ];
}

function wordsOf(line: string): readonly string[] {
  const command = line.replace(program, '').replace(/\s[>|<#].*$/, '');
  return command.split(/\s+/).filter((word) => word !== '');
}

function find(root: Command, words: readonly string[]): readonly [Command, readonly string[]] {
  const [first, ...rest] = words;
  const below = root.commands.find((command) => command.name() === first);
  return below === undefined ? [root, words] : find(below, rest);
}

/** Options, and arguments without the values of options. */
function takeApart(command: Command, words: readonly string[]): readonly [string[], string[]] {
  const options: string[] = [];
  const args: string[] = [];
  let isValue = false;
  for (const word of words) {
    if (isValue) isValue = false;
    else if (!word.startsWith('--')) args.push(word);
    else {
      const [name = ''] = word.split('=');
      options.push(name);
      isValue = !word.includes('=') && optionOf(command, name)?.required === true;
    }
  }
  return [options, args];
}

function optionOf(command: Command, name: string) {
  return [...command.options, ...command.createHelp().visibleOptions(command)].find(
    ({ long }) => long === name,
  );
}
