import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { buildApp } from '../../../infra/app.ts';
import { codeOf, STAGES } from '../../../infra/pipeline/stage-function.ts';

/** A deployer's settings, so that no test depends on what this checkout's cdk.json holds. */
export const SETTINGS: Readonly<Record<string, unknown>> = {
  'undertone:deploymentName': 'undertone',
  'undertone:mailDomain': 'harborline.example',
  'undertone:sesIdentity': 'create',
  'undertone:intakeRecipients': ['customers@harborline.example', 'threats@harborline.example'],
  'undertone:senderAddress': 'undertone@harborline.example',
  'undertone:alarmAddress': 'operator@harborline.example',
  'undertone:rosterFile': 'fixtures/roster.yml',
  'undertone:evidenceRetentionYears': 5,
  'undertone:intakeRetentionDays': 120,
  'undertone:consoleDomain': '',
  'undertone:consoleCertificateArn': '',
  'undertone:runbookUrl': 'docs/runbook.md',
};

/** A template's resource as far as the tests look into it. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly Metadata?: Record<string, string>;
}

export interface Synthesized {
  readonly app: App;
  readonly stack: Stack;
  readonly template: Template;
  readonly resources: Readonly<Record<string, Resource>>;
}

/** As much of a built page as its check asks for. */
const PAGE = {
  'index.html': '<script type="module" src="/assets/index-1a2b.js"></script>',
  'assets/index-1a2b.js': 'void 0;',
};

/** Runs `use` with a folder in which each stage has a function that does nothing, and a page of nothing: the template does not depend on what they do. */
export function withBuilt<T>(use: (built: { functionsFolder: string; pageFolder: string }, outdir: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'undertone-infra-'));
  try {
    for (const stage of STAGES) {
      const code = codeOf(stage);
      mkdirSync(join(folder, 'functions', code.folder), { recursive: true });
      writeFileSync(
        join(folder, 'functions', code.folder, `${code.module}.mjs`),
        'export const handler = async () => ({});\n',
      );
    }
    for (const [name, content] of Object.entries(PAGE)) {
      mkdirSync(dirname(join(folder, 'page', name)), { recursive: true });
      writeFileSync(join(folder, 'page', name), content);
    }
    return use(
      { functionsFolder: join(folder, 'functions'), pageFolder: join(folder, 'page') },
      join(folder, 'cdk.out'),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The app with {@link SETTINGS} and some of the test's own laid over them, synthesized without CDK's own checks. */
export function synthesize(context: Record<string, unknown> = {}): Synthesized {
  return withBuilt((built, outdir) => {
    const app = buildApp({ context: { ...SETTINGS, ...context }, ...built, outdir, checks: false });
    const [artifact] = app.synth().stacks;
    if (artifact === undefined) throw new Error('The app has no stack.');
    const stack = app.node.findChild(artifact.id) as Stack;
    return {
      app,
      stack,
      template: Template.fromJSON(artifact.template),
      resources: artifact.template.Resources as Record<string, Resource>,
    };
  });
}

/** The one resource of a type whose construct path holds `part`, with its logical id. */
export function find({ resources }: Synthesized, type: string, part: string): Resource & { readonly id: string } {
  const found = Object.entries(resources).filter(
    ([, resource]) => resource.Type === type && resource.Metadata?.['aws:cdk:path']?.includes(part),
  );
  const [first] = found;
  if (first === undefined || found.length > 1) {
    throw new Error(`${found.length} resources of ${type} have ${part} in their path; the test needs one.`);
  }
  return { id: first[0], ...first[1] };
}

export function ofType({ resources }: Synthesized, type: string): (Resource & { readonly id: string })[] {
  return Object.entries(resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, resource]) => ({ id, ...resource }));
}
