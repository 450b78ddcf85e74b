import type { Store } from '../../store/connection.ts';
import type { StripeGateway } from '../../stripe/gateway.ts';
import { withStore, withStripe } from '../parts.ts';
import { isForbidden, stripeTroubleText } from '../stripeFailure.ts';
import { checkBacklog } from './backlog.ts';
import { checkClock } from './clock.ts';
import { checkConfiguration } from './configuration.ts';
import { checkConflicts } from './conflicts.ts';
import type { DoctorContext, Opened } from './context.ts';
import { checkDatabase } from './database.ts';
import { type Finding, type Findings, NotChecked } from './finding.ts';
import { checkJwks } from './jwks.ts';
import { checkKey } from './key.ts';
import { checkOrphans } from './orphans.ts';
import { checkPortalConfiguration } from './portalConfiguration.ts';
import { checkRedis } from './redis.ts';
import { checkService } from './service.ts';
import { checkWebhookEndpoint } from './webhookEndpoint.ts';

/** A finding with the check that made it. */
export type CheckedFinding = Finding & { readonly check: string };

/** Those that do not depend on one another. */
const checks: readonly (readonly [string, (opened: Opened) => Findings])[] = [
  ['clock', checkClock],
  ['webhook endpoint', checkWebhookEndpoint],
  ['portal configuration', checkPortalConfiguration],
  ['conflicts', checkConflicts],
  ['orphans', checkOrphans],
  ['events', checkBacklog],
  ['redis', checkRedis],
  ['key set', checkJwks],
  ['service', checkService],
];

/** Makes every check, whatever the others come to. */
export async function runChecks(context: DoctorContext): Promise<readonly CheckedFinding[]> {
  const configuration = await attempt('configuration', () => checkConfiguration(context));
  const database = await attempt('database', () => checkDatabase(context));
  const isUsable = database.findings.every(({ severity }) => severity === 'ok');
  const others = await withParts(context, isUsable, async (store, stripe) => {
    const opened = { ...context, store, stripe };
    const key = await attempt('key', () => checkKey(opened));
    // What Stripe does not answer now would be waited for once more by each of the others.
    const rest = key.isDone ? opened : { ...opened, stripe: undefined };
    return [key, ...(await Promise.all(checks.map(([name, check]) => attempt(name, () => check(rest)))))];
  });
  return [configuration, database, ...others].flatMap(({ findings }) => findings);
}

type Attempt = { readonly findings: readonly CheckedFinding[]; readonly isDone: boolean };

async function attempt(check: string, work: () => Findings): Promise<Attempt> {
  try {
    const findings = await work();
    return { findings: findings.map((finding) => ({ check, ...finding })), isDone: true };
  } catch (thrown) {
    return { findings: [{ check, ...(await findingOf(thrown)) }], isDone: false };
  }
}

async function findingOf(thrown: unknown): Promise<Finding> {
  if (thrown instanceof NotChecked) return notChecked(thrown.message);
  if (isForbidden(thrown)) return notChecked('STRIPE_SECRET_KEY lacks a right that this takes');
  const { failureText } = await import('../failure.ts');
  return { severity: 'error', message: stripeTroubleText(thrown) ?? failureText(thrown) };
}

function notChecked(reason: string): Finding {
  return { severity: 'warning', message: `Not checked: ${reason}.` };
}

function withParts<T>(
  { database, config }: DoctorContext,
  isUsable: boolean,
  work: (store: Store | undefined, stripe: StripeGateway | undefined) => Promise<T>,
): Promise<T> {
  const withStripeToo = (store: Store | undefined) =>
    config === undefined ? work(store, undefined) : withStripe(config, (stripe) => work(store, stripe));
  return isUsable && database !== undefined ? withStore(database, withStripeToo) : withStripeToo(undefined);
}
