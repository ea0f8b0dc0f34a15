import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';

const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: NonNullable<IFlattenedRuleSet['forbidden']>;
  options: Record<string, unknown>;
};

/** The names of the rules that a project of these files breaks: path → what the file imports. */
async function rulesBrokenBy(files: Record<string, string[]>): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'undertone-imports-'));
  try {
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), readFileSync('package.json'));
    for (const [path, imports] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `${imports.map((from) => `import '${from}';`).join('\n')}\nexport {};\n`);
    }
    const { tsConfig: _, ...settings } = options;
    const { output } = await cruise(Object.keys(files), {
      ...settings,
      baseDir: folder,
      preserveSymlinks: true,
      validate: true,
      ruleSet: { forbidden },
    });
    return [...new Set((output as ICruiseResult).summary.violations.map(({ rule }) => rule.name))].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('an import that goes the wrong way', () => {
  it.each<[rule: string, files: Record<string, string[]>]>([
    ['no-circles', { 'infra/a.ts': ['./b.ts'], 'infra/b.ts': ['./a.ts'] }],
    ['nothing-that-is-not-there', { 'bench/a.ts': ['./gone.ts'] }],
    ['a-stage-imports-no-other-stage', { 'functions/notify/a.ts': ['../clock/b.ts'], 'functions/clock/b.ts': [] }],
    ['shared-imports-no-stage', { 'functions/shared/a.ts': ['../score/b.ts'], 'functions/score/b.ts': [] }],
    ['functions-import-functions', { 'functions/notify/a.ts': ['../../infra/b.ts'], 'infra/b.ts': [] }],
    ['functions-import-what-is-shipped', { 'functions/notify/a.ts': ['picocolors'] }],
    ['functions-import-no-deployment', { 'functions/notify/a.ts': ['constructs'] }],
    ['contracts-import-contracts', { 'functions/contracts/a.ts': ['../shared/b.ts'], 'functions/shared/b.ts': [] }],
    ['contracts-import-contracts', { 'functions/contracts/a.ts': ['yaml'] }],
    ['ingest-and-score-are-pure', { 'functions/ingest/email/a.ts': ['@aws-sdk/client-s3'] }],
    ['ingest-and-score-are-pure', { 'functions/score/match/a.ts': ['node:fs'] }],
    ['ingest-and-score-are-pure', { 'functions/score/a.ts': ['node:fs/promises'] }],
    ['ingest-and-score-are-pure', { 'functions/ingest/a.ts': ['node:https'] }],
    [
      'ingest-and-score-share-pure-helpers',
      { 'functions/score/a.ts': ['../shared/objects.ts'], 'functions/shared/objects.ts': [] },
    ],
    [
      'the-app-names-functions-by-path',
      { 'infra/pipeline/a.ts': ['../../functions/notify/b.ts'], 'functions/notify/b.ts': [] },
    ],
    [
      'the-app-names-functions-by-path',
      { 'infra/pipeline/a.ts': ['../assets/engine.ts'], 'infra/assets/engine.ts': [] },
    ],
    ['the-app-does-not-need-the-laptop', { 'infra/app.ts': ['./local/b.ts'], 'infra/local/b.ts': [] }],
    ['the-console-imports-contracts', { 'console/a.ts': ['../functions/notify/b.ts'], 'functions/notify/b.ts': [] }],
    ['nothing-imports-tests', { 'bench/a.ts': ['../test/b.ts'], 'test/b.ts': [] }],
  ])('breaks %s', async (rule, files) => {
    expect(await rulesBrokenBy(files)).toEqual([rule]);
  });

  it('is none of those that the design draws', async () => {
    expect(
      await rulesBrokenBy({
        'infra/local/a.ts': ['../../functions/score/handler.ts', '../app.ts'],
        'infra/app.ts': ['../functions/contracts/vocabulary.ts', './assets/policy.ts', 'aws-cdk-lib'],
        'infra/assets/policy.ts': ['../../functions/contracts/vocabulary.ts', 'yaml', 'node:fs'],
        'functions/score/handler.ts': ['./match/match.ts', '../shared/objects.ts', '@aws-sdk/client-sqs'],
        'functions/score/match/match.ts': ['../../contracts/vocabulary.ts', '../../shared/hash.ts', 'node:crypto'],
        'functions/shared/objects.ts': ['@aws-sdk/client-s3', '../contracts/vocabulary.ts'],
        'functions/shared/hash.ts': ['node:crypto'],
        'functions/contracts/vocabulary.ts': ['zod'],
        'console/page.ts': ['../functions/contracts/vocabulary.ts'],
      }),
    ).toEqual([]);
  });
});

describe('below the handlers of ingest and score', () => {
  const EDGES = [
    'functions/ingest/handler.ts',
    'functions/ingest/read-original.ts',
    'functions/score/handler.ts',
    'functions/score/rescore-handler.ts',
    'functions/score/try-handler.ts',
  ];
  const files = ['functions/ingest', 'functions/score']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
    .filter((file) => file.endsWith('.ts') && !EDGES.includes(file));

  it.each([
    ['reads the environment', /\bprocess\./],
    [
      'looks at a clock',
      /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(|import \{[^}]*\bnow\b[^}]*\} from '[^']*shared\/time/,
    ],
    ['throws dice', /\bMath\.random\(|\brandomUUID\(|\brandomBytes\(/],
    ['asks the network', /\bfetch\(|\bnew WebSocket\(/],
  ])('nothing %s', (_, pattern) => {
    expect(files.length).toBeGreaterThan(40);
    expect(files.filter((file) => pattern.test(withoutComments(readFileSync(file, 'utf8'))))).toEqual([]);
  });
});

/** Comments may speak of what the code must not do. */
function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}
