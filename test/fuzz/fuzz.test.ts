import { beforeAll, expect, it } from 'vitest';
import { operations } from '../../generated/operations.ts';
import { forEachService } from '../harness/forEachService.ts';
import { webhookSecret } from '../sync/deliveries.ts';
import { givenPeople, type People } from './credentials.ts';
import { fuzz, fuzzSettings } from './fuzz.ts';

const settings = fuzzSettings(200, 2_109_318_541);
console.log(`Generated requests: FUZZ_SEED=${settings.seed} FUZZ_RUNS=${settings.runs}`);

await forEachService(
  'any request',
  (service) => {
    let people: People;
    beforeAll(async () => {
      people = await givenPeople(service());
    });

    it.for(operations)('$id answers as the spec says, and never with a 5xx', async (operation) => {
      const statuses = await fuzz(service().url, operation, people, settings);
      // Else it was not this operation that was tried.
      expect([...statuses.keys()]).toContain(operation.success.status);
    });
  },
  { env: { STRIPE_WEBHOOK_SECRET: webhookSecret } },
);
