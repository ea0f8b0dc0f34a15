import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Tags, Validations } from 'aws-cdk-lib';
import { ASSET_RESOURCE_METADATA_ENABLED_CONTEXT, PATH_METADATA_ENABLE_CONTEXT } from 'aws-cdk-lib/cx-api';
import { AwsSolutionsChecks } from 'cdk-nag';
import { SettingsError } from './assets/policy.ts';
import { checkBuiltFunctions } from './built-functions.ts';
import { checkBuiltPage } from './built-page.ts';
import { ConfigurationError, readDeploymentSettings } from './config.ts';
import { UndertoneStack } from './undertone-stack.ts';

const PROJECT_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));

export interface AppOptions {
  /** Laid over the context of cdk.json, such as `{ 'undertone:mailDomain': 'mail.example.com' }`. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Holds a folder for each stage with its index.mjs (infra/assets/bundle.ts). `.build/functions` unless said otherwise. */
  readonly functionsFolder?: string;
  /** Holds the console's built page (infra/assets/site.ts), `.build/console` unless said otherwise. Null deploys none: a laptop serves its own. */
  readonly pageFolder?: string | null;
  /** Where the cloud assembly is written; CDK's choice unless said otherwise. */
  readonly outdir?: string;
  /** Check the template (CloudFormation's schemas, AwsSolutions rules) as it is synthesized. To start a laptop sooner, `false`. */
  readonly checks?: boolean;
}

/**
 * Makes the CDK app; nothing is written before `synth()` is called on it. Needs no account, no network and no Docker.
 * @throws ConfigurationError when a setting is wrong or the functions are not built.
 */
export function buildApp(options: AppOptions = {}): App {
  const cdkJson = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'cdk.json'), 'utf8')) as {
    context: Record<string, unknown>;
  };
  const checks = options.checks ?? true;
  const app = new App({
    context: {
      ...cdkJson.context,
      // infra/local finds a function's folder by the first; the CDK command sets both by itself.
      [ASSET_RESOURCE_METADATA_ENABLED_CONTEXT]: true,
      [PATH_METADATA_ENABLE_CONTEXT]: true,
      ...options.context,
    },
    analyticsReporting: false,
    builtinCloudFormationValidation: checks,
    treeMetadata: checks,
    ...(options.outdir === undefined ? {} : { outdir: options.outdir }),
  });
  const settings = readDeploymentSettings(app.node.getAllContext(), PROJECT_FOLDER);
  const functionsFolder = resolve(PROJECT_FOLDER, options.functionsFolder ?? '.build/functions');
  checkBuiltFunctions(functionsFolder, settings, PROJECT_FOLDER);
  const pageFolder =
    options.pageFolder === null ? null : resolve(PROJECT_FOLDER, options.pageFolder ?? '.build/console');
  if (pageFolder !== null) checkBuiltPage(pageFolder);
  const stack = new UndertoneStack(
    app,
    settings.deploymentName,
    settings,
    { functionsFolder, pageFolder },
    {
      description:
        'Undertone: finds threats and courses of conduct in what customers send, and does not let a case be dropped',
    },
  );
  Tags.of(stack).add('application', 'undertone');
  if (checks) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    // The CDK command names its folder in CDK_OUTDIR; run by hand it is the same one.
    buildApp({ outdir: process.env.CDK_OUTDIR ?? join(PROJECT_FOLDER, 'cdk.out') }).synth();
  } catch (error) {
    if (!(error instanceof ConfigurationError || error instanceof SettingsError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
