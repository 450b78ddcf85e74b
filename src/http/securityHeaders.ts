import helmet from 'helmet';

/**
 * What every answer carries (OWASP REST security cheat sheet). Answers are data: nothing may be loaded or framed. A page
 * of the site sends a policy of its own in this one's place.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  // The API is for other origins, as far as CORS lets them.
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  referrerPolicy: { policy: 'no-referrer' },
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
});
