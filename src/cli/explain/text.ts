import { formatOwner } from '../../billing/owner.ts';
import { defaultPortalProfile } from '../../billing/portalConfiguration.ts';
import type { PortalAttempt } from '../../store/portalAttempts.ts';
import { conflictText } from '../customers/conflictText.ts';
import { indented, item, section, shortTime, wrapped } from '../layout.ts';
import { columns, table } from '../output.ts';
import type { ExplainedAccount, Fact } from './accounts.ts';
import { eventsText } from './eventsText.ts';
import type { Explanation, ForeignCustomer } from './explanation.ts';
import type { ActiveKey, DirectoryFacts, OwnerFacts } from './facts.ts';
import { nowText } from './nowText.ts';
import { stripeText } from './stripeText.ts';

/** An explanation as a person reads it at night: what is known, then what would be answered now and why. */
export function textOf(explanation: Explanation): string {
  const { target, at, livemode, request, foreignCustomer, facts, stripe, now } = explanation;
  const mode = `${livemode ? 'live' : 'test'} mode`;
  return [
    wrapped(`${facts?.owner ?? target.id} as of ${shortTime(at)}, ${mode}`, 0),
    ...(request ? [section(`The request ${target.id}`, ...request.map(attemptText))] : []),
    ...(foreignCustomer ? foreignSections(foreignCustomer) : []),
    ...(facts ? factSections(facts, target.kind === 'customer' ? target.id : undefined) : []),
    section('Stripe now', stripeText(stripe)),
    ...(facts ? [section('A portal request now', nowText(now, facts.directory))] : []),
  ].join('\n\n');
}

function foreignSections({ customerId, conflicts, stripeEvents }: ForeignCustomer): readonly string[] {
  return [
    section(
      `The customer ${customerId}`,
      conflicts.length > 0
        ? 'Linked to nobody here: the link that Stripe names is set aside.'
        : 'A foreign customer: no owner of ours.',
    ),
    ...(conflicts.length > 0 ? [section('Set aside', ...conflicts.map(conflictText))] : []),
    section('Stripe events', eventsText(stripeEvents)),
  ];
}

function factSections(facts: OwnerFacts, customerId: string | undefined): readonly string[] {
  const { owner, directory, billingAccounts, conflicts, stripeEvents, portalAttempts, apiKeys } = facts;
  return [
    ...(customerId === undefined
      ? []
      : [section(`The customer ${customerId}`, wrapped(`Belongs to ${owner}.`))]),
    section('Directory', directoryText(directory)),
    section(
      'Billing accounts',
      ...orNone(billingAccounts.map(accountText), 'None, and there never was one.'),
    ),
    section('Set aside', ...orNone(conflicts.map(conflictText), 'Nothing.')),
    section('Stripe events', eventsText(stripeEvents)),
    section('Last portal requests', ...orNone(portalAttempts.map(attemptText), 'None that is recorded.')),
    ...(directory.type === 'user'
      ? [section('API keys', ...orNone(apiKeys.map(keyText), 'None that is active.'))]
      : []),
  ];
}

function orNone(texts: readonly string[], none: string): readonly string[] {
  return texts.length > 0 ? texts : [none];
}

const membersShown = 20;
const yesOrNo = (is: boolean) => (is ? 'yes' : 'no');

function directoryText(directory: DirectoryFacts): string {
  if (directory.type === 'user') {
    const { known, memberships } = directory;
    if (!known) return 'No user of this id was imported.';
    if (memberships.length === 0) return 'Imported; a member of no organization.';
    return table(
      ['member of', 'role', 'may manage billing', 'portal profile'],
      memberships.map(({ organizationId, role, mayManageBilling, portalProfile }) => [
        organizationId,
        role,
        yesOrNo(mayManageBilling),
        portalProfile ?? defaultPortalProfile,
      ]),
    );
  }
  const { known, name, portalProfile, members } = directory;
  if (!known) return 'No organization of this id was imported.';
  const shown = members.slice(0, membersShown);
  return [
    wrapped(`${name}; portal profile ${portalProfile ?? defaultPortalProfile}`),
    members.length === 0
      ? 'It has no members.'
      : table(
          ['member', 'role', 'may manage billing'],
          shown.map(({ userId, role, mayManageBilling }) => [userId, role, yesOrNo(mayManageBilling)]),
        ),
    ...(members.length > shown.length ? [`… and ${members.length - shown.length} more`] : []),
  ].join('\n');
}

function accountText({ customerId, livemode, status, fields }: ExplainedAccount): string {
  const told = fields.filter(({ value, setBy }) => value !== null || setBy !== null);
  const missing = fields.filter((fact) => !told.includes(fact)).map(({ field }) => field);
  // An owner's id may be long, and would push all else aside.
  const owner = told.filter(({ field }) => field === 'owner');
  const rows = told.filter((fact) => !owner.includes(fact));
  return [
    item(
      `${customerId} (${livemode ? 'live' : 'test'} mode): ${status}`,
      ...owner.map(({ value, setBy, setAt }) => `owner ${value}, set by ${setBy} at ${shortTime(setAt)}`),
    ),
    ...(rows.length > 0 ? [indented(table(['field', 'value', 'set by', 'set at'], rows.map(rowOf)), 2)] : []),
    ...(missing.length > 0 ? [indented(`never set: ${missing.join(', ')}`, 2)] : []),
  ].join('\n');
}

function rowOf({ field, value, setBy, setAt }: Fact): readonly (string | null)[] {
  return [field, shortTime(value), setBy, shortTime(setAt)];
}

function attemptText(attempt: PortalAttempt): string {
  const { at, requestId, operation, outcome, code, owner, customerId, principal, returnOrigin, replayed } =
    attempt;
  const credential = principal.kind === 'apiKey' ? `API key ${principal.apiKeyId}` : 'access token';
  const facts = [
    `by ${principal.userId} with ${credential.startsWith('API') ? 'the' : 'an'} ${credential}`,
    ...(owner ? [`for ${formatOwner(owner)}`] : []),
    ...(customerId === null ? [] : [customerId]),
    ...(returnOrigin === null ? [] : [`back to ${returnOrigin}`]),
    ...(replayed ? ['a repeated request'] : []),
    `request ${requestId}`,
  ];
  const what = outcome === 'issued' ? 'issued' : (code ?? 'the caller hung up');
  return item(columns([[shortTime(at), what, operation]]), facts.join('; '));
}

function keyText(key: ActiveKey): string {
  const { id, preview, name, scopes, returnOrigins, portalProfile, expiresAt, lastUsedAt, replacedBy } = key;
  return item(
    `${preview}  ${name}`,
    [
      `scopes ${scopes.length > 0 ? scopes.join(', ') : 'none'}`,
      `expires ${shortTime(expiresAt) ?? 'never'}`,
      `return origins ${returnOrigins?.join(', ') ?? 'all of the service'}`,
      `portal profile ${portalProfile ?? defaultPortalProfile}`,
      `last used ${shortTime(lastUsedAt) ?? 'never'}`,
      ...(replacedBy === null ? [] : [`replaced by ${replacedBy}`]),
      `id ${id}`,
    ].join('; '),
  );
}
