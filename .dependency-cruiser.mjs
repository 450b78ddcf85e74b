/** Who may import whom. Each rule's comment says what to do when it breaks. */
const rooms = [
  'auth',
  'contracts',
  'http',
  'membership',
  'observe',
  'operations',
  'portalConfig',
  'redis',
  'site',
  'store',
  'stripe',
  'sync',
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'billing-is-pure',
      comment:
        'billing/ knows errors.ts alone. Declare the type that you need in billing/ and let run.ts pass the part in.',
      severity: 'error',
      from: { path: '^src/billing/' },
      to: { pathNot: ['^src/billing/', '^src/errors\\.ts$', '^(node:)?crypto$'] },
    },
    {
      name: 'rooms-do-not-know-each-other',
      comment:
        'Declare the smallest type that you need in your own file; the other room satisfies it by shape, and run.ts joins them.',
      severity: 'error',
      from: { path: `^src/(${rooms.join('|')})/` },
      to: { path: '^src/', pathNot: ['^src/$1/', '^src/billing/', '^src/errors\\.ts$'] },
    },
    {
      name: 'no-circles',
      comment: 'Move what both need into a file that neither owns, or pass it in.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'config-knows-libraries-alone',
      comment: 'config.ts is read by every program; give the value to whoever needs it instead.',
      severity: 'error',
      from: { path: '^src/config(/|\\.ts$)' },
      to: { path: '^(src|generated)/', pathNot: '^src/config(/|\\.ts$)' },
    },
    {
      name: 'stripe-only-in-stripe-and-sandbox',
      comment:
        'Ask the gateway (src/stripe/gateway.ts); only it knows deadlines, the breaker and the failure table.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(stripe|sandbox)/' },
      to: { path: '(^|/)node_modules/stripe/' },
    },
    {
      name: 'knex-only-in-store',
      comment: 'Add a function to the table in src/store/ and call that.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: '(^|/)node_modules/(knex|pg|better-sqlite3)/' },
    },
    {
      name: 'express-only-at-the-edge',
      comment:
        'A handler takes a call and gives a reply; keep requests and responses in http/, operations/ and site/.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/(http|operations|site)/', '^src/(app|build)\\.ts$', '^src/sandbox/'],
      },
      to: { path: '(^|/)node_modules/(@types/)?express/' },
    },
    {
      name: 'production-never-sandbox-or-test',
      comment: 'The sandbox points at the service, never the other way.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sandbox/' },
      to: { path: '^(src/sandbox|test|scripts|bench)/' },
    },
    {
      name: 'sandbox-knows-config-and-run',
      comment: 'The sandbox uses the service as an operator would: through its configuration and run.ts.',
      severity: 'error',
      from: { path: '^src/sandbox/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/sandbox/',
          '^src/(config|build|run|serve|startFailure|errors)\\.ts$',
          '^src/billing/',
        ],
      },
    },
    {
      name: 'no-development-dependencies',
      comment: 'Production installs without them: move the package to dependencies.',
      severity: 'error',
      from: { path: '^(src|generated)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json', '.mjs'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
