import { buildSite } from '../packages/docs/build/buildSite.ts';
import { sandboxMarks } from '../src/config.ts';
import { readEnvFile, runBuilt } from './build.ts';

/** `npm start`: the service proper with a Stripe key or in production, the sandbox otherwise. */
readEnvFile();
const stripeKey = process.env.STRIPE_SECRET_KEY?.trim() ?? '';
// The sandbox's own key is there after `source data/sandbox.env`.
const hasStripeKey = stripeKey !== '' && !stripeKey.startsWith(sandboxMarks.stripeKey);
const isServiceProper = hasStripeKey || process.env.NODE_ENV === 'production';
try {
  buildSite();
} catch {
  console.error('The documentation could not be built: see above. The service starts without it.');
}
await runBuilt(isServiceProper ? 'main.js' : 'sandbox/main.js');
