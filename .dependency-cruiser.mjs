// Imports point one way (docs/architecture.md). Each rule says what is forbidden, and why.

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const tests = String.raw`\.test\.tsx?$`;
const features = '^server/src/features/';
const readable = String.raw`(-rows|order-event|store-cache|store-snapshot|business-day|openings|passwords|sign-ins)\.ts$`;
const engines = '^server/src/(db|live|cache|storage)/';
const dialects = '^server/src/(db/dialects|live/transports)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    // Translations take their type from the index that loads them when their language is chosen.
    forbid('no-cycles', 'A cycle is two modules that are really one.', { pathNot: '/messages/' }, { circular: true }),
    forbid('no-unresolved', 'An import that leads nowhere fails at run time.', {}, { couldNotResolve: true }),
    forbid(
      'contract-stands-alone',
      'Both sides of the wire import the contract; it knows neither.',
      { path: '^contract/src/', pathNot: tests },
      { pathNot: ['^contract/src/', 'node_modules/typebox/'] },
    ),
    forbid(
      'server-and-web-apart',
      'They meet at the contract only.',
      { path: '^server/' },
      { path: '^web/', dependencyTypesNot: ['type-only'] },
    ),
    forbid('web-and-server-apart', 'They meet at the contract only.', { path: '^web/' }, { path: '^server/' }),
    forbid(
      'features-are-composed-by-app',
      'main → app → features: nothing below names what is above it.',
      { path: '^server/src/', pathNot: [String.raw`^server/src/(main|app|cli)\.ts$`, '^server/src/cli/', tests] },
      { path: String.raw`^server/src/(main|app|cli)\.ts$` },
    ),
    forbid(
      'engines-know-no-feature',
      'http, db, live, cache and storage serve every feature alike.',
      { path: '^server/src/(http|db|live|cache|storage)/', pathNot: tests },
      { path: features },
    ),
    forbid(
      'only-routes-touch-http',
      'What a feature does must be callable without a request.',
      { path: features, pathNot: ['/routes\\.ts$', '/[^/]*-routes\\.ts$', tests] },
      { path: ['^server/src/http/', 'node_modules/(fastify|@fastify)/'] },
    ),
    forbid(
      'engines-below-http',
      'The database and the relay know nothing of requests.',
      { path: engines, pathNot: tests },
      { path: ['^server/src/http/', 'node_modules/(fastify|@fastify)/'] },
    ),
    forbid(
      'only-app-names-an-engine',
      'Which engine runs is decided by the configuration, in one place.',
      { path: '^server/src/', pathNot: [String.raw`^server/src/(app|cli)\.ts$`, '^server/src/cli/', dialects, tests] },
      { path: dialects },
    ),
    forbid(
      'a-feature-reads-only-the-rows-of-others',
      "A feature may read another's rows and what stands on them, never call its verbs.",
      { path: '^server/src/features/([^/]+)/', pathNot: tests },
      { path: features, pathNot: ['^server/src/features/$1/', readable] },
    ),
    forbid(
      'guest-knows-no-admin',
      'Two apps for two kinds of people; what they share is in web/shared.',
      { path: '^web/guest/' },
      { path: '^web/admin/' },
    ),
    forbid(
      'admin-knows-no-guest',
      'Two apps for two kinds of people; what they share is in web/shared.',
      { path: '^web/admin/' },
      { path: '^web/guest/' },
    ),
    forbid(
      'shared-knows-no-app',
      'Web: the apps → shared → contract.',
      { path: '^web/shared/' },
      { path: '^web/(guest|admin)/' },
    ),
    forbid(
      'web-features-apart',
      'Web features never import each other; the app composes them.',
      { path: '^web/([^/]+)/src/features/([^/]+)/', pathNot: tests },
      { path: '^web/[^/]+/src/features/', pathNot: '^web/$1/src/features/$2/' },
    ),
    forbid(
      'web-app-on-top',
      'Web: main → app → features → ui, table or floor → device, session, messages: nothing below names the app that composes it.',
      { path: '^web/(guest|admin)/src/[^/]+/', pathNot: ['^web/[^/]+/src/app/', tests] },
      { path: String.raw`^web/$1/src/(app/|main\.tsx$)` },
    ),
    forbid(
      'web-ui-is-primitives',
      'A primitive is told what it shows; it looks up neither the table nor the floor, nor who is signed in.',
      { path: '^web/([^/]+)/src/ui/', pathNot: tests },
      { path: '^web/$1/src/(features|table|floor|session)/' },
    ),
    forbid(
      'web-state-knows-no-screen',
      'What the table or the floor knows is the same whatever shows it.',
      { path: '^web/([^/]+)/src/(table|floor)/', pathNot: tests },
      { path: '^web/$1/src/(features|ui)/' },
    ),
    forbid(
      'web-ground-floor',
      'The device, the sign-in and the words stand below everything that uses them.',
      { path: '^web/([^/]+)/src/(device|session|messages)/', pathNot: tests },
      { path: '^web/$1/src/(features|ui|table|floor)/' },
    ),
    forbid(
      'no-tests-in-product',
      'The product never needs its tests.',
      { pathNot: [tests, '/test/', '^e2e/', '^bench/'] },
      { path: [tests, '^server/test/'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'browser', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    },
  },
};
