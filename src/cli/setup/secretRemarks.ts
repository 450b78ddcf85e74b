import type { WebhookEndpoint } from '../../stripe/webhookEndpoints.ts';
import { webhookSecretHash } from '../../stripe/webhookSecret.ts';
import { visible } from '../output.ts';
import type { ProbeAnswer } from '../webhookProbe.ts';
import type { EndpointsAt } from './endpointsAt.ts';
import type { SetupContext } from './step.ts';

const dashboard = "Stripe's Dashboard (Developers → Webhooks)";

/** What a person has to do once an endpoint is made. @param at as it was before. */
export function remainingAfterMaking(
  { secretFile, webhookSecrets }: SetupContext,
  { current: old, elsewhere }: EndpointsAt,
): readonly string[] {
  const beside = webhookSecrets.length > 0 ? ' before the present one, with a comma between them,' : '';
  const restart = 'start the service, or restart it';
  return [
    secretFile
      ? `Give the service the STRIPE_WEBHOOK_SECRET of ${visible(secretFile.path)}, and ${restart}.`
      : `Put the signing secret into STRIPE_WEBHOOK_SECRET,${beside} and ${restart}.`,
    ...(old
      ? [`Then run \`billing-portal setup\` again: it removes ${visible(old.id)}, which delivers until then.`]
      : []),
    ...elsewhere.map(
      ({ id, url }) =>
        `${visible(id)} delivers to ${visible(url)}. If nothing of yours runs there any more, delete it in ${dashboard}.`,
    ),
  ];
}

/** What is known of the signing secret. */
export type KnownSecret = {
  /** All that are configured. */
  readonly secrets: readonly string[];
  /** The endpoint's, if it is one of them. */
  readonly secret: string | undefined;
  /** What the service says to a delivery that is signed with it. */
  readonly answer: ProbeAnswer;
};

/** The same where the endpoint was there. */
export function remainingAfterKeeping(
  { webhookUrl, webhookSecrets, secretFile }: SetupContext,
  { replaced, others }: EndpointsAt,
  current: WebhookEndpoint,
  known: KnownSecret,
): readonly string[] {
  const { secret, secrets, answer } = known;
  const lost = lostSecret(current, secrets);
  const isStillThere = replaced.length > 0 && answer !== 200;
  return [
    ...(lost ? [`${lost.problem} ${lost.fix}`] : []),
    ...(secret !== undefined && secretFile && !webhookSecrets.includes(secret)
      ? [`Give the service the STRIPE_WEBHOOK_SECRET of ${visible(secretFile.path)}.`]
      : []),
    ...(isStillThere ? [aboutReplaced(webhookUrl, idsOf(replaced), current, known)] : []),
    ...(others.length > 0
      ? [
          `${idsOf(others)} delivers to the same address, and was not made by \`setup\`. ${deleteByHand(idsOf(others))}`,
        ]
      : []),
  ];
}

/** What is wrong, and what to do, where no secret that is configured is known to be the endpoint's. */
export function lostSecret(
  { id, secretHash }: WebhookEndpoint,
  secrets: readonly string[],
): { readonly problem: string; readonly fix: string } | undefined {
  if (secretHash !== null && secrets.some((secret) => webhookSecretHash(secret) === secretHash))
    return undefined;
  // It was made by hand, and only a delivery shows whether the secret is its own.
  if (secretHash === null && secrets.length > 0) return undefined;
  const isSet = secrets.length > 0;
  const what = isSet ? `is not the one that ${visible(id)} signs with, as far as is known` : 'is not set';
  const rolled = isSet ? ' If it was rolled there, so that it is right: billing-portal setup --rolled.' : '';
  return {
    problem: `STRIPE_WEBHOOK_SECRET ${what}.`,
    fix: `Set it to the secret of ${visible(id)}, which ${dashboard} shows.${rolled} Or make another endpoint in its place: billing-portal setup --new-secret`,
  };
}

/** Who makes an endpoint by hand has a reason, so nothing deletes it but a hand. */
export function deleteByHand(ids: string): string {
  return `Delete ${ids} in ${dashboard}.`;
}

function aboutReplaced(
  url: string,
  ids: string,
  { id }: WebhookEndpoint,
  { secret, answer }: KnownSecret,
): string {
  const again = 'run `billing-portal setup` again';
  if (secret === undefined) {
    return `${ids} was replaced, and delivers until STRIPE_WEBHOOK_SECRET is that of ${visible(id)}: ${again} then.`;
  }
  return answer === undefined
    ? `${ids} was replaced, and nothing answers at ${url} to say that it can go. Start the service, and ${again} where it can be reached; or delete ${ids} in ${dashboard}.`
    : `${ids} was replaced, and delivers until the service takes what ${visible(id)} signs: restart it with that secret, and ${again}.`;
}

/** Endpoints as a person reads of them. */
export function idsOf(endpoints: readonly WebhookEndpoint[]): string {
  return endpoints.map(({ id }) => visible(id)).join(', ');
}
