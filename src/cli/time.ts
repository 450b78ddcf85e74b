const isoTime = /^(?<date>\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads a time of ISO 8601 with its zone, as RFC 3339 has it: without a zone it would be another time on each machine.
 *
 * @returns undefined where the text is none, or no day of the calendar.
 * @example parseTime('2025-01-31T12:00:00+01:00') // 2025-01-31T11:00:00.000Z
 */
export function parseTime(text: string): Date | undefined {
  const date = isoTime.exec(text)?.groups?.date;
  // Date.parse takes 30 February for 2 March.
  if (date === undefined || !isDay(date)) return undefined;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function isDay(date: string): boolean {
  const day = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
}
