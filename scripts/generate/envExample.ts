import { groups, type Setting } from '../../src/config.ts';

/**
 * The text of `.env.example`: each variable under its heading, explained. A variable that has a default stands
 * with it; all others are commented out, and so is one for which the sandbox has another default, because a copy of
 * the file would take that away.
 *
 * @returns the whole file
 */
export function renderEnvExample(): string {
  const sections = Object.entries(groups).map(([heading, rows]) => {
    const entries = Object.entries(rows).map(([name, setting]) => renderVariable(name, setting));
    return [`### ${heading}`, ...entries].join('\n\n');
  });
  return `${[introduction, ...sections].join('\n\n\n')}\n`;
}

const introduction = `# The settings of the billing portal service. Made by \`npm run generate\` from src/config/settings/: change them there.
# \`npm start\` and \`npm run cli\` read a copy of this file named .env where it exists; the environment wins over it.
# An empty value counts as unset.`;

function renderVariable(name: string, setting: Setting<unknown>): string {
  const line = `${name}=${setting.default ?? setting.example ?? ''}`;
  const stands = setting.default !== undefined && setting.sandbox === undefined;
  const remarks = [setting.description, requirement(setting), sandboxDefault(setting)]
    .filter(Boolean)
    .join(' ');
  return `${wrap(remarks, 108)}\n${stands ? line : `# ${line}`}`;
}

function requirement({ required }: Setting<unknown>): string {
  if (required === undefined) return '';
  return required === true ? 'Required.' : `Required: ${required}.`;
}

function sandboxDefault({ sandbox }: Setting<unknown>): string {
  return sandbox === undefined ? '' : `Default in the sandbox: \`${sandbox}\`.`;
}

function wrap(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length > width) lines.push(` ${word}`);
    else lines[lines.length - 1] = line;
  }
  return lines.map((line) => `#${line}`).join('\n');
}

/**
 * The README's table of variables.
 *
 * @returns a Markdown table, without a heading
 */
export function renderSettingsTable(): string {
  const rows = Object.values(groups).flatMap((group) => Object.entries(group).map(renderRow));
  return [
    '| Variable | What it is | Default | Required | Read by |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const readers: Readonly<Record<Setting<unknown>['readBy'], string>> = {
  all: 'all commands',
  stripe:
    '`serve`, `setup`, `doctor`, `explain`, `directory import`, `customers link`, `customers conflicts`, `portal-config`, `reconcile`',
  serve: '`serve`',
  sandbox: 'the sandbox',
};

function renderRow([name, setting]: [string, Setting<unknown>]): string {
  const variable = `\`${name}\`${setting.secret ? ' (secret)' : ''}`;
  const defaults = [
    ...(setting.default === undefined ? [] : [`\`${setting.default}\``]),
    ...(setting.sandbox === undefined
      ? []
      : [`in the sandbox \`${setting.sandbox.replaceAll(',', '`, `')}\``]),
  ].join('; ');
  const required = setting.required === true ? 'yes' : (setting.required ?? '');
  const readBy = `${readers[setting.readBy]}${setting.explains ? ', `explain`' : ''}`;
  const cells = [variable, setting.description, defaults, required, readBy];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
