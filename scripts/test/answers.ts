import { catalogue, errorCodes } from '../../generated/catalogue.ts';
import { operations } from '../../generated/operations.ts';

/**
 * Compares what was answered in a run with what the spec documents.
 *
 * @param answers a line for each answer: operation, status, and error code or `-`.
 * @returns every documented answer that was never given, in the same form.
 */
export function missingAnswers(answers: string): string[] {
  const given = new Set(answers.split('\n'));
  const documented = operations.flatMap(({ id, raises, success }) => [
    `${id} ${success.status} -`,
    ...errorCodes.filter((code) => code in raises).map((code) => `${id} ${catalogue[code].status} ${code}`),
  ]);
  return documented.filter((answer) => !given.has(answer));
}
