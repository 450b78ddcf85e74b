import type { Config } from '../config.ts';

/** Every secret value of a configuration, so that the log can keep them out whatever line they get into. */
export function secretsOf(config: Config): string[] {
  const { stripe, accessTokens, databaseUrl, redisUrl, encryptionKey } = config;
  return [
    stripe.secretKey,
    ...stripe.webhookSecrets,
    ...(accessTokens.keys.kind === 'secret' ? accessTokens.keys.secrets : []),
    ...[databaseUrl, redisUrl].flatMap(passwordOf),
    ...(encryptionKey === undefined ? [] : [Buffer.from(encryptionKey).toString('base64')]),
  ];
}

function passwordOf(url: string | undefined): string[] {
  const password = URL.parse(url ?? '')?.password;
  return password ? [password, decodeURIComponent(password)] : [];
}
