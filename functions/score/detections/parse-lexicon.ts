import { Lexicon } from './lexicon.ts';
import { parsePattern } from './parse-pattern.ts';
import type { PatternNode } from './pattern.ts';
import { PatternError } from './pattern-error.ts';
import { readRuleFile } from './read-rule-file.ts';
import type { RuleError } from './rule-error.ts';

/**
 * Reads one lexicon.
 * @throws RuleError, the first by place in the file.
 */
export function parseLexicon(yaml: string, file: string): Lexicon {
  const { lexicon, errors } = checkLexicon(yaml, file);
  const [first] = errors;
  if (lexicon === null || first !== undefined) throw first;
  return lexicon;
}

/** As `parseLexicon`, with everything that is wrong at once, in the order of the file. */
export function checkLexicon(yaml: string, file: string): { lexicon: Lexicon | null; errors: RuleError[] } {
  const errors: RuleError[] = [];
  const read = readRuleFile(yaml, file, Lexicon, errors);
  if (read !== null) {
    const { name, members } = read.value;
    const path = file.replaceAll('\\', '/').replace(/\.ya?ml$/, '');
    if (path !== name && !path.endsWith(`/${name}`)) {
      errors.push(
        read.error(['name'], `name is ${name} but the file is ${file}: the name is the file's, without .yml`),
      );
    }
    for (const [index, member] of members.entries()) {
      try {
        parseMember(member);
      } catch (error) {
        if (!(error instanceof PatternError)) throw error;
        errors.push(
          read.error(
            ['members', index],
            `${error.message} at column ${error.column} of member ${index + 1}`,
            error.column - 1,
          ),
        );
      }
    }
  }
  errors.sort((a, b) => a.line - b.line || a.column - b.column);
  return { lexicon: read !== null && errors.length === 0 ? { ...read.value, origin: read.origin } : null, errors };
}

/**
 * Reads one member of a lexicon: words, ~words, word* and # in a row.
 * @throws PatternError for anything else.
 */
export function parseMember(member: string): PatternNode {
  const node = parsePattern(member);
  const parts = node.kind === 'sequence' ? node.of : [node];
  for (const part of parts) {
    if (!['word', 'inflected', 'prefix', 'number'].includes(part.kind)) {
      throw new PatternError(
        part.column,
        'a member is made of words, ~words, word* and # only: write the alternatives as members',
      );
    }
  }
  return node;
}
