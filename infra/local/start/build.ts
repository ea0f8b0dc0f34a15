import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Policy } from '../../../functions/contracts/policy.ts';
import { Roster } from '../../../functions/contracts/roster.ts';
import { bundleFunctions } from '../../assets/bundle.ts';
import { configuredRosterFile } from '../../assets/policy.ts';
import type { Template } from '../template/resources.ts';

export interface Built {
  template: Template;
  stackName: string;
  assemblyFolder: string;
  /** As the functions ship with them. */
  policy: Policy;
  roster: Roster;
}

/**
 * Bundles the functions and synthesizes the real template, both into a folder of this run, so that two runs on different state never
 * share a file. The template is not checked against cdk-nag here: that is the tests' work and takes seconds.
 */
export async function build(root: string, buildFolder: string): Promise<Built> {
  const functionsFolder = join(buildFolder, 'functions');
  // CDK takes a second to load and esbuild works in a process of its own: side by side they cost one of the two.
  const [folders, { buildApp }] = await Promise.all([
    bundleFunctions({ root, rosterFile: configuredRosterFile(root), outdir: functionsFolder }),
    import('../../app.ts'),
  ]);
  const app = buildApp({
    // Nothing leaves a laptop, questions to name servers among it, unless someone wants to see them.
    context: { 'undertone:dkimLookUps': process.env.UNDERTONE_DKIM_LOOK_UPS ?? 'off' },
    functionsFolder,
    pageFolder: null,
    outdir: join(buildFolder, 'assembly'),
    checks: false,
  });
  const [stack] = app.synth().stacks;
  if (!stack) throw new Error('The CDK app has no stack.');
  const anyFolder = Object.values(folders)[0] as string;
  return {
    template: stack.template as Template,
    stackName: stack.stackName,
    assemblyFolder: join(buildFolder, 'assembly'),
    policy: Policy.parse(JSON.parse(readFileSync(join(anyFolder, 'policy.json'), 'utf8'))),
    roster: Roster.parse(JSON.parse(readFileSync(join(anyFolder, 'roster.json'), 'utf8'))),
  };
}
