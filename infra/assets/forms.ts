import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { FormDefinition } from '../../functions/contracts/form.ts';
import { readRuleFile } from '../../functions/score/detections/read-rule-file.ts';
import { RuleError, RulesError } from '../../functions/score/detections/rule-error.ts';

/**
 * Reads `rules/forms/*.yml`, in the order of their names.
 * @param folder its place in errors is named from the folder that holds `rules`.
 * @throws RulesError with everything that is wrong in any file, each with its file, line and column.
 */
export function readForms(folder: string): FormDefinition[] {
  const errors: RuleError[] = [];
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yml'))
    .sort();
  if (files.length === 0) throw new RuleError(folder, 1, 1, 'no form in this folder: name the folder of the forms');
  const forms = files.flatMap((name) => {
    const path = join(folder, name);
    const file = relative(join(folder, '..', '..'), path).replaceAll('\\', '/');
    const wrong: RuleError[] = [];
    const read = readRuleFile(readFileSync(path, 'utf8'), file, FormDefinition, wrong);
    if (read !== null && read.value.form !== basename(name, '.yml')) {
      wrong.push(read.error(['form'], `form is ${read.value.form} but the file is ${file}: write the file's name`));
    }
    errors.push(...wrong.sort((a, b) => a.line - b.line || a.column - b.column));
    return read === null ? [] : [read.value];
  });
  if (errors.length > 0) throw new RulesError(errors);
  return forms;
}
