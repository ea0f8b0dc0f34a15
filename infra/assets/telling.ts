import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { Guidance } from '../../functions/contracts/guidance.ts';
import { Template } from '../../functions/contracts/template.ts';
import { readRuleFile } from '../../functions/score/detections/read-rule-file.ts';
import { type RuleError, RulesError } from '../../functions/score/detections/rule-error.ts';
import { readSettings } from './policy.ts';

/** Reads `rules/guidance.yml`. @throws SettingsError */
export function readGuidance(file: string): Guidance {
  return readSettings(file, Guidance);
}

/**
 * Reads `rules/templates/*.yml`, in the order of their names.
 * @throws RulesError with everything that is wrong in any file, each with its file, line and column.
 */
export function readTemplates(folder: string): Template[] {
  const errors: RuleError[] = [];
  const templates = readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      const file = relative(join(folder, '..', '..'), path).replaceAll('\\', '/');
      const wrong: RuleError[] = [];
      const read = readRuleFile(readFileSync(path, 'utf8'), file, Template, wrong);
      if (read !== null && read.value.template !== basename(name, '.yml')) {
        wrong.push(
          read.error(['template'], `template is ${read.value.template} but the file is ${file}: write the file's name`),
        );
      }
      errors.push(...wrong);
      return read === null ? [] : [read.value];
    });
  if (errors.length > 0) throw new RulesError(errors);
  return templates;
}
