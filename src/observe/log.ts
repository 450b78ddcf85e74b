import { type DestinationStream, type Logger, pino } from 'pino';
import { secretNames } from '../../generated/secrets.ts';

export type LogSettings = {
  readonly level: string;
  /** Values that may never be written, such as the Stripe key: whatever line they get into. */
  readonly secrets: readonly string[];
  readonly apiKeyPrefix: string;
};

/**
 * The log: JSON lines. Fields that the spec marks as secret are kept out by name. What slips into a text all the same,
 * such as a library's error, is kept out by value: configured secrets, and what looks like a token, an API key, a portal
 * URL, a password in a URL or an e-mail address.
 */
export function createLog(settings: LogSettings, destination?: DestinationStream): Logger {
  const scrub = createScrubber(settings);
  return pino(
    {
      level: settings.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]),
        censor: '[secret]',
      },
      hooks: { streamWrite: scrub },
    },
    destination ?? pino.destination({ sync: true }),
  );
}

/** Shorter secrets could stand in a line by chance, all over. */
const shortestSecret = 6;

/** @returns a function that takes the secrets out of a line. */
export function createScrubber(settings: Omit<LogSettings, 'level'>): (line: string) => string {
  const literals = settings.secrets
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [secret, escaped(secret), escaped(escaped(secret)), encodeURIComponent(secret)])
    // The longest first: of two secrets that begin alike, the shorter would leave the rest of the other.
    .sort((one, other) => other.length - one.length);
  // Each begins where a run of its characters begins, or with a fixed text: a long line takes no longer than its length.
  const patterns = [
    /(?<![\w-])[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/g,
    /(?<![\w-])eyJ[\w-]+\.[\w-]+\.?[\w-]*/g,
    new RegExp(`${settings.apiKeyPrefix}[A-Za-z0-9]{12,}`, 'g'),
    /[rs]k_(live|test)_\w+/g,
    /whsec_[\w+/=]+/g,
    /(?<![^\s"'\\])[^\s"'\\]*?(\/|%2F)session([/_]|%2F)[^\s"'\\]+/gi,
    /(?<=:\/\/[^\s"'/:@]*:)[^\s"'/@]+(?=@)/g,
    /(?<![\w.+-])[\w.+-]+(@|%40)[\w-]+(\.[\w-]+)*\.[A-Za-z]{2,}/gi,
  ];
  return (line) => {
    const without = literals.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line);
    return patterns.reduce((text, pattern) => text.replace(pattern, '[secret]'), without);
  };
}

/** As it stands in a line of JSON; done twice, as in JSON that is quoted in one. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
