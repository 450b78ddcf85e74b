import { runBuilt } from './build.ts';

/** `npm run -s stand-in -- --port N`: the Stripe stand-in alone. */
await runBuilt('sandbox/standIn/main.js');
