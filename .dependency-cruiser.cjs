/*
 * Which part may import which, at error. Imports go one way: infra/local → functions → contracts; console → contracts;
 * infra → functions by the path of an entry only. Run: npx depcruise --config .dependency-cruiser.cjs functions infra bench
 */
const STAGES = 'ingest|score|open-case|notify|clock|sweep|dead-letters|packets|retention|console-api';

/** The files of a pure stage that meet the world: they hand time, ids and configuration down as arguments. */
const EDGES_OF_PURE_STAGES =
  '^functions/(ingest/(handler|read-original|dns-keys)|score/(handler|rescore-handler|try-handler|ask-for-cases|history-store|load-encoder|load-engine|history/[^/]+|rescore/(?!as-it-was)[^/]+))\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one idea in two places, or a third one that neither has found.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nothing-that-is-not-there',
      comment:
        'A module that cannot be found fails at the start of a function, far from whoever wrote the import. (aws-lambda is types alone.)',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^aws-lambda$' },
    },
    {
      name: 'a-stage-imports-no-other-stage',
      comment: 'Stages talk through queues and contracts. What two of them need is in functions/shared.',
      severity: 'error',
      from: { path: `^functions/(${STAGES})/` },
      to: { path: `^functions/(${STAGES})/`, pathNot: '^functions/$1/' },
    },
    {
      name: 'shared-imports-no-stage',
      comment: 'functions/shared is below the stages.',
      severity: 'error',
      from: { path: '^functions/shared/' },
      to: { path: `^functions/(${STAGES})/` },
    },
    {
      name: 'functions-import-functions',
      comment: 'A function knows nothing of how it is deployed, tested or measured.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|test|bench|console|fixtures|rules)/' },
    },
    {
      name: 'functions-import-what-is-shipped',
      comment: 'A package of devDependencies is for this repository, not for a function.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'], pathNot: '^node_modules/@types/' },
    },
    {
      name: 'functions-import-no-deployment',
      comment: 'The CDK is 50 MB that no function runs.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^node_modules/(aws-cdk-lib|constructs)/' },
    },
    {
      name: 'contracts-import-contracts',
      comment: 'The nouns are Zod schemas and their types, so that the console can import them too.',
      severity: 'error',
      from: { path: '^functions/contracts/' },
      to: { pathNot: '^(functions/contracts|node_modules/zod)/' },
    },
    {
      name: 'ingest-and-score-are-pure',
      comment:
        'Below the handler there is no AWS, no network, no file system: so it is tested with arguments, and hostile input can reach nothing.',
      severity: 'error',
      from: { path: '^functions/(ingest|score)/', pathNot: EDGES_OF_PURE_STAGES },
      to: {
        path: [
          '^node_modules/(@aws-sdk|@smithy|@aws-lambda-powertools)/',
          '^(node:)?(fs|fs/promises|http|https|http2|net|tls|dns|dns/promises|dgram|child_process|cluster|worker_threads|os|process|timers|timers/promises|inspector|vm|repl)$',
        ],
      },
    },
    {
      name: 'ingest-and-score-share-pure-helpers',
      comment:
        'Of functions/shared only what computes: ids, what people are remembered by, hashes, errors, the decision table, whether the sender of a mail is proven, where a line does not end a sentence, which names are words, what stands before a name, what time it is on the wall of a place, and the form of an instant (never `now`).',
      severity: 'error',
      from: { path: '^functions/(ingest|score)/', pathNot: EDGES_OF_PURE_STAGES },
      to: {
        path: '^functions/shared/',
        pathNot:
          '^functions/shared/(ids|person-keys|hash|errors|time|decide|is-sender-proven|line-ends|ordinary-names|titles|case/business-time)\\.ts$',
      },
    },
    {
      name: 'the-app-names-functions-by-path',
      comment: 'The template is made without loading what it deploys. Contracts are nouns and may be read.',
      severity: 'error',
      from: { path: '^infra/', pathNot: '^infra/(local|assets)/' },
      to: { path: '^(functions|infra/assets)/', pathNot: '^(functions/contracts/|infra/assets/policy\\.ts$)' },
    },
    {
      name: 'the-app-does-not-need-the-laptop',
      comment: 'infra/local runs the template; the template knows nothing of it.',
      severity: 'error',
      from: { path: '^infra/', pathNot: '^infra/local/' },
      to: { path: '^infra/local/' },
    },
    {
      name: 'the-console-imports-contracts',
      comment:
        'The page gets its nouns, the types of what the API answers (never its code), and everything else through the API.',
      severity: 'error',
      from: { path: '^console/' },
      to: {
        path: '^(functions|infra|bench|test)/',
        pathNot: '^functions/contracts/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'Tests know of the product and not the other way round.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    exclude: { path: '^(\\.build|cdk\\.out|coverage)/' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
