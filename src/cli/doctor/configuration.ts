import type { DoctorContext } from './context.ts';
import { error, type Findings, orElse } from './finding.ts';

/** Whether the service could start with what is configured here. */
export async function checkConfiguration({ faults }: DoctorContext): Findings {
  const found = faults.map(({ variable, problem }) =>
    error(`${variable} ${problem}.`, `Set ${variable}; .env.example explains each variable.`),
  );
  return orElse(found, 'The service can start with what is configured here.');
}
