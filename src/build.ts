import { randomBytes } from 'node:crypto';
import type { Express } from 'express';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import { createAccessTokens } from './auth/accessTokens.ts';
import { createApiKey, createApiKeys } from './auth/apiKeys.ts';
import { createStrategies } from './auth/strategies.ts';
import { type ApiKeyIssuer, createApiKeyIssuer } from './billing/apiKeys.ts';
import { createFindPortalAccount, createNoBillingAccount } from './billing/findPortalAccount.ts';
import { createOpenPortal } from './billing/openPortal.ts';
import { createReturnUrls } from './billing/returnUrl.ts';
import { secretsOf } from './config/secretsOf.ts';
import type { Config } from './config.ts';
import { createApiKeys as createApiKeysContract } from './contracts/apiKeys.ts';
import { createBillingPortal } from './contracts/billingPortal.ts';
import { flat } from './contracts/envelopes/flat.ts';
import { nested } from './contracts/envelopes/nested.ts';
import { createOrganization } from './contracts/organization.ts';
import { createSubscriptions } from './contracts/subscriptions.ts';
import { createErrorWriter, createTell } from './http/answer.ts';
import { createAudit } from './http/audit.ts';
import { createAnswerOnce } from './http/idempotency.ts';
import { createSealer } from './http/seal.ts';
import { membershipFromClaims } from './membership/fromClaims.ts';
import { createMembershipFromStore } from './membership/fromStore.ts';
import { createLog } from './observe/log.ts';
import { createMetrics, type Metrics } from './observe/metrics.ts';
import { liveness } from './operations/liveness.ts';
import { createOpenApi } from './operations/openApi.ts';
import { createReadiness } from './operations/readiness.ts';
import {
  type AppliedConfigurations,
  createAppliedConfigurations,
} from './portalConfig/appliedConfigurations.ts';
import { connectRedis } from './redis/connection.ts';
import { createLimiter } from './redis/limiters.ts';
import { findSiteFolder } from './site/folder.ts';
import { serviceLinks } from './site/serviceLinks.ts';
import { createSite } from './site/site.ts';
import { openStore, type Store } from './store/connection.ts';
import { createStripeGateway, type StripeGateway } from './stripe/gateway.ts';
import { createWebhookVerifier } from './stripe/webhookSignature.ts';
import { createSync, type Sync } from './sync/sync.ts';

/** How often what is past its time is removed. */
const cleaningMilliseconds = 60_000;

/** Hands out API keys that are kept in a store. */
export function apiKeyIssuerOf(store: Store, { apiKeyPrefix }: Pick<Config, 'apiKeyPrefix'>): ApiKeyIssuer {
  return createApiKeyIssuer({
    createKey: () => createApiKey(apiKeyPrefix),
    records: store.apiKeys,
    now: () => new Date(),
  });
}

/** The parts of the service, joined and not yet listening. */
export type Parts = {
  readonly app: Express;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly store: Store;
  readonly stripe: StripeGateway;
  readonly sync: Sync;
  readonly appliedConfigurations: AppliedConfigurations;
  /** Fails where the spec cannot be used. */
  compileSpec(): Promise<void>;
  /** From now on the service says that it is not ready. */
  drain(): void;
  /** Closes what the parts hold open. */
  close(): Promise<void>;
};

/**
 * Makes the parts of the service and joins them. Nothing is connected, migrated or listening yet.
 *
 * @example
 * const { app, close } = build(loadConfig(process.env, { program: 'service' }));
 */
export function build(config: Config): Parts {
  const log = createLog({
    level: config.logLevel,
    secrets: secretsOf(config),
    apiKeyPrefix: config.apiKeyPrefix,
  });
  const metrics = createMetrics();
  const store = openStore(config.databaseUrl);
  const stripe = createStripeGateway(config.stripe, { log, observe: metrics });
  metrics.watchBreaker(stripe.breaker);

  const accessTokens = createAccessTokens(config.accessTokens, { log });
  const apiKeys = createApiKeys({ prefix: config.apiKeyPrefix, records: store.apiKeys, log });
  const { livemode } = config.stripe;
  const now = () => new Date();
  const appliedConfigurations = createAppliedConfigurations({
    livemode,
    store: store.portalConfigurations,
    log,
    now,
  });
  const sync = createSync({
    livemode,
    store,
    stripe,
    verify: createWebhookVerifier({ secrets: config.stripe.webhookSecrets, now }),
    portalConfigurationUpdated: async (id) => {
      appliedConfigurations.forget();
      log.info({ configuration: id }, 'portal configuration changed');
    },
    log,
    observe: metrics.sync,
    now,
  });

  const noBillingAccount = createNoBillingAccount(config.checkoutUrl);
  const findPortalAccount = createFindPortalAccount({
    billingAccounts: { find: (owner) => store.billingAccounts.find(owner, livemode) },
    lookUp: sync.liveLookup,
    noBillingAccount,
    now,
  });
  const openPortal = createOpenPortal({
    findPortalAccount,
    billingAccounts: store.billingAccounts,
    portalSessions: {
      create: async ({ portalProfile, ...request }) =>
        stripe.createPortalSession({
          ...request,
          configurationId: await appliedConfigurations.idFor(portalProfile),
        }),
    },
    resolveReturnUrl: createReturnUrls(config.returnUrls),
    noBillingAccount,
    now,
  });
  const findMembership =
    config.membership === 'claims'
      ? membershipFromClaims
      : createMembershipFromStore(store.directory, config.accessTokens.organizationClaim);

  const portal = { openPortal, findPortalAccount };

  const redis = config.redisUrl === undefined ? undefined : connectRedis(config.redisUrl, log);
  const limiter = (name: string, points: number) => createLimiter({ name, points, windowSeconds: 60 }, redis);
  if (config.encryptionKey === undefined) {
    log.info({}, 'ENCRYPTION_KEY is not set: a repeated request is answered alike by this process alone');
  }

  let draining = false;
  const openApi = createOpenApi(config.publicUrl);
  const siteFolder = findSiteFolder();
  if (siteFolder === undefined)
    log.warn({}, 'the documentation is not built: /docs/ is missing, all else works');
  const site = createSite(siteFolder, config.publicUrl);
  const tell = createTell(config.publicUrl);
  const { app, compileSpec } = createApp({
    log,
    observeRequest: metrics.request,
    trustProxy: config.trustProxy,
    corsOrigins: config.corsOrigins,
    strategies: createStrategies({ accessTokens, apiKeys, apiKeyPrefix: config.apiKeyPrefix }),
    handlers: {
      ...createSubscriptions(portal),
      ...createOrganization({ ...portal, findMembership }),
      ...createBillingPortal(portal),
      ...createApiKeysContract({
        issuer: apiKeyIssuerOf(store, config),
        records: store.apiKeys,
        returnOrigins: config.returnUrls.origins,
        now,
      }),
    },
    handleWebhook: sync.handleWebhook,
    operationsHandlers: {
      getLiveness: liveness,
      getReadiness: createReadiness({ store, breaker: stripe.breaker, redis, isDraining: () => draining }),
      getOpenApiJson: openApi.json,
      getOpenApiYaml: openApi.yaml,
    },
    siteHandlers: { getErrorCatalogue: site.errorCatalogue },
    sitePages: site.pages,
    serviceLinks: serviceLinks(config.publicUrl),
    tell,
    writeError: createErrorWriter(tell, { flat, nested }),
    answerOnce: createAnswerOnce({
      records: store.idempotency,
      sealer: createSealer(config.encryptionKey ?? randomBytes(32)),
      now,
    }),
    audit: createAudit({
      attempts: store.portalAttempts,
      livemode,
      observeFailure: metrics.auditFailure,
      now,
    }),
    limits: {
      requests: limiter('default', config.limits.requestsPerMinute),
      failures: limiter('auth-failures', config.limits.authFailuresPerMinute),
    },
  });
  const cleaning = setInterval(() => {
    store.idempotency
      .removeExpired(now().toISOString())
      .catch((error: unknown) => log.warn({ err: error }, 'expired idempotency keys were not removed'));
    store.portalAttempts
      .removeBefore(daysBefore(now(), config.auditRetentionDays))
      .catch((error: unknown) => log.warn({ err: error }, 'old portal attempts were not removed'));
  }, cleaningMilliseconds);
  cleaning.unref();
  return {
    app,
    log,
    metrics,
    store,
    stripe,
    sync,
    appliedConfigurations,
    compileSpec,
    drain: () => {
      draining = true;
    },
    async close() {
      clearInterval(cleaning);
      await sync.worker.close();
      await Promise.all([apiKeys.close(), stripe.close(), redis?.close()]);
      await store.close();
    },
  };
}

function daysBefore(time: Date, days: number): string {
  return new Date(time.getTime() - days * 86_400_000).toISOString();
}
