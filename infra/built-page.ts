import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from './config.ts';

const HOW_TO_BUILD = 'Run: npx tsx infra/assets/bundle.ts (the CDK command does it by itself)';

/**
 * Makes sure that the console's page is there whole.
 * @throws ConfigurationError when it is not built, or names a file that is not there: a build that was broken off.
 */
export function checkBuiltPage(pageFolder: string): void {
  const page = join(pageFolder, 'index.html');
  if (!existsSync(page)) {
    throw new ConfigurationError(`The console's page is not built: there is no ${page}. ${HOW_TO_BUILD}.`);
  }
  for (const [, path = ''] of readFileSync(page, 'utf8').matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
    const file = join(pageFolder, path);
    if (!existsSync(file))
      throw new ConfigurationError(`${page} names ${path}, and there is no ${file}. ${HOW_TO_BUILD}.`);
  }
}
