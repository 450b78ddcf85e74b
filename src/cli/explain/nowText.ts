import { indented, wrapped } from '../layout.ts';
import { commandText } from '../shell.ts';
import type { NowAnswer } from './explanation.ts';
import type { DirectoryFacts } from './facts.ts';

/** How the portal routes would answer, those together whose answer is one. */
export function nowText(answers: readonly NowAnswer[], directory: DirectoryFacts): string {
  const alike = Map.groupBy(answers, ({ answer, why }) => JSON.stringify([answer, why]));
  const isDefault = ({ answer }: NowAnswer) => answer.opens && answer.configurationId === null;
  return [
    ...[...alike.values()].map(groupText),
    ...leftOut(answers, directory),
    ...(answers.some(isDefault) ? [wrapped(noConfiguration)] : []),
  ].join('\n');
}

const noConfiguration =
  "No portal configuration is applied (billing-portal portal-config apply): Stripe's default one opens, and where Stripe has none, the answer is PORTAL_NOT_CONFIGURED.";

/** What is not among the answers about a user: organizations of which only a token knows, and many of them. */
function leftOut(answers: readonly NowAnswer[], directory: DirectoryFacts): readonly string[] {
  if (directory.type !== 'user') return [];
  const told = answers.filter(({ contract }) => contract === 'organization');
  const see = `see ${commandText('explain', 'organization:ID')}`;
  if (told.length === 0) {
    return [
      wrapped(`The organization contract: with MEMBERSHIP=claims the access token says which one; ${see}.`),
    ];
  }
  const named = told.filter(({ caller }) => caller.organizationId !== null).length;
  const more = directory.memberships.length - named;
  return more > 0 ? [wrapped(`… and ${more} more organizations: ${see}.`)] : [];
}

function groupText(group: readonly NowAnswer[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const { answer, why, lookUpText } = first;
  const lines = answer.opens
    ? [`${answer.status}: a portal would open${portal(answer.configurationId)}.`, `Why: ${why}`]
    : [
        `${answer.status} ${answer.code}: “${answer.message}”`,
        `Why: ${why}`,
        `Remedy, for the caller: ${answer.remedy}`,
      ];
  const told = lookUpText === null ? lines : [...lines, `Look-up: ${lookUpText}`];
  return [
    ...group.map(({ route, caller }) => wrapped(`${route}, ${caller.name}`)),
    ...told.map((line) => indented(wrapped(line, 4, 2), 2)),
  ].join('\n');
}

function portal(configurationId: string | null): string {
  return configurationId === null ? '' : ` with the configuration ${configurationId}`;
}
