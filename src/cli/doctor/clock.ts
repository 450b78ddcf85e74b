import { type Opened, stripeOf } from './context.ts';
import { error, type Findings, NotChecked, ok, warning } from './finding.ts';

/** By how many seconds this machine's clock may be off. Webhooks are refused beyond the second. */
const tolerable = 60;
const fatal = 300;

/** This machine's clock, by Stripe's. */
export async function checkClock(opened: Opened): Findings {
  const lead = await stripeOf(opened).clockLead();
  if (lead === undefined) throw new NotChecked("Stripe's answer has no time");
  const seconds = Math.round(lead / 1000);
  const off = Math.abs(seconds);
  if (off <= tolerable) return [ok("This machine's clock agrees with Stripe's.")];
  const find = off > fatal ? error : warning;
  return [
    find(
      `This machine's clock is ${off} s ${seconds > 0 ? 'ahead of' : 'behind'} Stripe's. With more than ${fatal} s, webhooks and access tokens are refused.`,
      'Let the clock follow a time server (NTP), here and wherever the service runs.',
    ),
  ];
}
