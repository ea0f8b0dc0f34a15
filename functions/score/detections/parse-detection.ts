import { BANDS, bandOf } from './bands.ts';
import { Detection, type DetectionFields } from './detection.ts';
import { parsePattern } from './parse-pattern.ts';
import { PatternError } from './pattern-error.ts';
import { type RuleFile, readRuleFile } from './read-rule-file.ts';
import type { RuleError } from './rule-error.ts';

/**
 * Reads one detection.
 * @param file its path as `rules/threat/implied/taste-of-it.yml` or below another folder; the id must agree with it.
 * @throws RuleError, the first by place in the file.
 */
export function parseDetection(yaml: string, file: string): Detection {
  const { detection, errors } = checkDetection(yaml, file);
  const [first] = errors;
  if (detection === null || first !== undefined) throw first;
  return detection;
}

/** As `parseDetection`, with everything that is wrong at once, in the order of the file. */
export function checkDetection(yaml: string, file: string): { detection: Detection | null; errors: RuleError[] } {
  const errors: RuleError[] = [];
  const read = readRuleFile(yaml, file, Detection, errors);
  if (read !== null) errors.push(...agreement(read, file), ...patternErrors(read));
  errors.sort((a, b) => a.line - b.line || a.column - b.column);
  return { detection: read !== null && errors.length === 0 ? { ...read.value, origin: read.origin } : null, errors };
}

/** What no schema says: that the parts of a file agree with each other and with where it lies. */
function agreement(read: RuleFile<DetectionFields>, file: string): RuleError[] {
  const { id, severity, type, match, match_all, category } = read.value;
  const errors: RuleError[] = [];
  const path = file.replaceAll('\\', '/').replace(/\.ya?ml$/, '');
  if (path !== id && !path.endsWith(`/${id}`)) {
    errors.push(
      read.error(['id'], `id is ${id} but the file is ${file}: the id is the path below rules/ without .yml`),
    );
  }
  if (!/^[a-z0-9]+(?:[-/][a-z0-9]+)*$/.test(id)) {
    errors.push(read.error(['id'], `id is ${id}: write it in small letters, digits and -, with / between folders`));
  }
  const band = bandOf({ id, category });
  if (band === null) {
    const folders = BANDS.map(({ folder }) => `${folder}/`).join(', ');
    errors.push(read.error(['id'], `id is ${id}: a detection lies in one of ${folders}`));
  } else {
    if (severity < band.lowest || severity > band.highest) {
      const range = `${band.lowest} to ${band.highest}`;
      errors.push(
        read.error(
          ['severity'],
          `severity ${severity} is outside the band of ${band.folder} (${range} for ${category}): change it or move the file`,
        ),
      );
    }
    if (band.type !== null && type !== band.type) {
      errors.push(
        read.error(['type'], `type is ${type ?? 'missing'} but the folder is ${band.folder}: write type: ${band.type}`),
      );
    }
  }
  if (match.length === 0 && match_all === undefined) {
    errors.push(read.error([], 'neither match nor match_all: write at least one pattern'));
  }
  return errors;
}

function patternErrors(read: RuleFile<DetectionFields>): RuleError[] {
  const { match, match_all, unless } = read.value;
  const lists: [string, (string | number)[], readonly string[]][] = [
    ['match', ['match'], match],
    ['match_all', ['match_all', 'patterns'], match_all?.patterns ?? []],
    ['unless', ['unless'], unless],
  ];
  return lists.flatMap(([name, path, patterns]) =>
    patterns.flatMap((pattern, index) => {
      try {
        parsePattern(pattern);
        return [];
      } catch (error) {
        if (!(error instanceof PatternError)) throw error;
        const where = error.message.includes('at column') ? '' : ` at column ${error.column}`;
        return [
          read.error([...path, index], `${error.message}${where} of ${name} pattern ${index + 1}`, error.column - 1),
        ];
      }
    }),
  );
}
