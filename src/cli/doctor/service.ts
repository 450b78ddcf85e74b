import { type ProbeAnswer, probeWebhooks, statusOf } from '../webhookProbe.ts';
import { type Opened, webhookUrlIn } from './context.ts';
import { error, type Finding, type Findings, NotChecked, orElse, warning } from './finding.ts';

/** The service as callers and Stripe reach it: ready, and taking the webhooks that Stripe signs. */
export async function checkService(opened: Opened): Findings {
  const { values, livemode } = opened;
  const { PUBLIC_URL: publicUrl, STRIPE_WEBHOOK_SECRET: [secret] = [] } = values;
  if (publicUrl === undefined) throw new NotChecked('PUBLIC_URL is not configured');
  const readiness = await statusOf(`${publicUrl}/readyz`);
  if (readiness === undefined) {
    return [
      warning(
        'Nothing answers at PUBLIC_URL.',
        'Start the service; or, if it can be reached from elsewhere alone, run this there.',
      ),
    ];
  }
  const url = webhookUrlIn(opened);
  const unsigned = await probeWebhooks(url, livemode);
  const found = [
    ...(readiness === 200 ? [] : [notReady(readiness)]),
    ...(unsigned === 400 ? [] : [notWebhooks(url, unsigned)]),
    ...(unsigned === 400 && secret !== undefined
      ? refusedSecret(await probeWebhooks(url, livemode, secret))
      : []),
  ];
  return orElse(found, 'The service is ready, and takes webhooks.');
}

function notReady(status: number): Finding {
  return status === 503
    ? error(
        'The service at PUBLIC_URL is not ready (503).',
        'Look into its log: it is shutting down, or its database does not answer.',
      )
    : error(
        `PUBLIC_URL/readyz is answered with ${status}, not by the service.`,
        'Check PUBLIC_URL, and that the proxy before the service passes every path on.',
      );
}

function notWebhooks(url: string, status: ProbeAnswer): Finding {
  const answer = status === undefined ? 'not answered' : `answered with ${status}`;
  return error(
    `A webhook to ${url} is ${answer}, where the service says 400 to one that is not signed.`,
    'Have the proxy pass POST to this address on as it is: without a redirect, and without authentication.',
  );
}

function refusedSecret(status: ProbeAnswer): readonly Finding[] {
  if (status === 200) return [];
  return [
    error(
      `The service does not take what is signed with STRIPE_WEBHOOK_SECRET (${status ?? 'no answer'}).`,
      'Restart the service with the STRIPE_WEBHOOK_SECRET that is configured here.',
    ),
  ];
}
