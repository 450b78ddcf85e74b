import { expect, it } from 'vitest';
import { operations } from '../../generated/operations.ts';
import { givenPeople } from '../fuzz/credentials.ts';
import { fuzz, fuzzSettings } from '../fuzz/fuzz.ts';
import { forEachService } from '../harness/forEachService.ts';
import { webhookSecret } from '../sync/deliveries.ts';

const settings = fuzzSettings(20_000);

await forEachService(
  'any request',
  (service) => {
    it.for(operations)('$id: 0 × 500, no undocumented status', async (operation) => {
      // Access tokens live 15 minutes: each operation has people of its own.
      const people = await givenPeople(service());
      const statuses = await fuzz(service().url, operation, people, settings);
      const figures = [...statuses].toSorted(([a], [b]) => a - b).map(([status, n]) => `${n} × ${status}`);
      console.log(
        `${operation.id}: ${settings.runs} requests, FUZZ_SEED=${settings.seed}: ${figures.join(', ')}`,
      );
      expect([...statuses.keys()]).toContain(operation.success.status);
    });
  },
  { env: { STRIPE_WEBHOOK_SECRET: webhookSecret } },
);
