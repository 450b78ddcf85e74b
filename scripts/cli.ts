import { readEnvFile, runBuilt } from './build.ts';

/** `npm run -s cli -- …`: the command line of a checkout. */
readEnvFile();
await runBuilt('cli/main.js');
