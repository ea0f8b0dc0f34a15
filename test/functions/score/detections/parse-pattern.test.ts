import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePattern } from '../../../../functions/score/detections/parse-pattern.ts';
import type { PatternNode } from '../../../../functions/score/detections/pattern.ts';
import { PatternError } from '../../../../functions/score/detections/pattern-error.ts';

/** A pattern as nested lists, so that an expectation shows its shape. */
function shape(node: PatternNode): unknown {
  switch (node.kind) {
    case 'word':
      return node.text;
    case 'inflected':
      return `~${node.text}`;
    case 'prefix':
      return `${node.text}*`;
    case 'lexicon':
      return `@${node.name}`;
    case 'gap':
      return `gap ${node.most}`;
    case 'choice':
    case 'sequence':
      return { [node.kind]: node.of.map(shape) };
    case 'not':
    case 'optional':
      return { [node.kind]: shape(node.of) };
    case 'capture':
      return { [node.name]: shape(node.of) };
    default:
      return node.kind;
  }
}

function errorOf(pattern: string): { column: number; message: string } {
  try {
    parsePattern(pattern);
  } catch (error) {
    if (error instanceof PatternError) return { column: error.column, message: error.message };
    throw error;
  }
  throw new Error(`${pattern} is a pattern`);
}

describe('a token pattern', () => {
  it.each<[string, unknown]>([
    ['kill you', { sequence: ['kill', 'you'] }],
    ['~kill @recipient', { sequence: ['~kill', '@recipient'] }],
    ['threat* you', { sequence: ['threat*', 'you'] }],
    ['(hope|wish you|~pray)', { choice: ['hope', { sequence: ['wish', 'you'] }, '~pray'] }],
    ['((a|b) c|d)', { choice: [{ sequence: [{ choice: ['a', 'b'] }, 'c'] }, 'd'] }],
    ['really? bad', { sequence: [{ optional: 'really' }, 'bad'] }],
    ['(so very)? bad', { sequence: [{ optional: { sequence: ['so', 'very'] } }, 'bad'] }],
    ['@intensifier? bad', { sequence: [{ optional: '@intensifier' }, 'bad'] }],
    ['kill ... you', { sequence: ['kill', 'gap 4', 'you'] }],
    ['kill ..12 you', { sequence: ['kill', 'gap 12', 'you'] }],
    ['^ watch out $', { sequence: ['start', 'watch', 'out', 'end'] }],
    ['kill !time', { sequence: ['kill', { not: 'time' }] }],
    ['kill !(time|@product)', { sequence: ['kill', { not: { choice: ['time', '@product'] } }] }],
    ['in # days', { sequence: ['in', 'number', 'days'] }],
    ['last chance // you', { sequence: ['last', 'chance', 'break', 'you'] }],
    [
      '{act: ~kill} {target: (you|@family)}',
      { sequence: [{ act: '~kill' }, { target: { choice: ['you', '@family'] } }] },
    ],
    ["don't you", { sequence: ["don't", 'you'] }],
    ['🔪 you', { sequence: ['🔪', 'you'] }],
    ['  kill\n you ', { sequence: ['kill', 'you'] }],
  ])('%s', (pattern, expected) => {
    expect(shape(parsePattern(pattern))).toEqual(expected);
  });

  it('has a gap belong to what may be left out behind it, so that a match ends at its last word', () => {
    expect(shape(parsePattern('kill you ... tonight?'))).toEqual({
      sequence: ['kill', 'you', { optional: { sequence: ['gap 4', 'tonight'] } }],
    });
    expect(shape(parsePattern('{act: kill ... (you|them)?}'))).toEqual({
      act: { sequence: ['kill', { optional: { sequence: ['gap 4', { choice: ['you', 'them'] }] } }] },
    });
  });
});

describe('a mistake in a pattern', () => {
  it.each([
    ['(hope|wish @recipient', 1, 'unclosed ( at column 1'],
    ['I hope you (get|gets a taste', 12, 'unclosed ( at column 12'],
    ['{act: ~kill you', 1, 'unclosed { at column 1'],
    ['kill) you', 5, ') without its opening ('],
    ['kill} you', 5, '} without its opening {'],
    ['(kill {act: you)}', 7, 'unclosed { at column 7'],
    ['{act: (kill} you)', 12, '} closes a { while the ( of column 7 is open'],
    ['kill|hurt you', 5, '| outside of ( )'],
    ['{act: kill|hurt}', 11, '| outside of ( )'],
    ['(kill||hurt)', 7, 'nothing here'],
    ['()', 2, 'nothing here'],
    ['', 1, 'nothing here'],
    ['{weapon: gun}', 2, 'no such capture: use one of actor, act, target'],
    ['{act kill}', 6, 'expected : after {act'],
    ['{act: a {act: b}}', 10, '{act inside of {act'],
    ['kill .. you', 6, 'a gap is ...'],
    ['kill .... you', 6, 'a gap is ...'],
    ['kill ..13 you', 6, 'a gap passes over 1 to 12 words'],
    ['kill ..0 you', 6, 'a gap passes over 1 to 12 words'],
    ['kill ... ..2 you', 10, 'two gaps in a row'],
    ['... kill', 1, 'a gap at the beginning'],
    ['kill ...', 6, 'a gap at the end'],
    ['kill (you|me ...)', 14, 'a gap at the end'],
    ['kill // you?', 6, 'a sentence break at the end'],
    ['kill ...? you', 9, '... cannot be optional'],
    ['!you? kill', 5, '!you cannot be optional'],
    ['?you', 1, 'a ? with nothing before it'],
    ['th* you', 1, 'at least 3 letters'],
    ['kill(you)', 5, 'expected a space before ('],
    ['kill, you', 5, ', is punctuation'],
    ['kill you!!', 9, 'expected a space before !'],
    ['kil+ you', 4, '+ means nothing here'],
    ['[kK]ill', 1, '[ means nothing here'],
    ['kill.* you', 5, 'expected a space before .'],
    ['kill / you', 6, 'a single /'],
    ['@Weapon', 1, 'expected the name of a lexicon'],
    ['~ you', 1, 'expected a word'],
    ['kill !... you', 6, '! takes a word'],
    ['#1 agent', 2, 'expected a space before 1'],
    ['really? @intensifier? #', 1, 'every part is optional, a gap or a number'],
    ['(kill|you?)', 1, 'every part is optional'],
    [`${'('.repeat(9)}a${')'.repeat(9)}`, 9, 'nested deeper than 8'],
    ['a '.repeat(501), 1000, 'longer than 1000 characters'],
  ])('in %j is shown at column %i: %s', (pattern, column, problem) => {
    const error = errorOf(pattern);
    expect(error.message).toContain(problem);
    expect(error.column).toBe(column);
  });

  it('never makes the parser fail in any other way', () => {
    const signs = fc.constantFrom(...' (|)?{}:act~@!^$#*./…kill1'.split(''), '..', '...', '//', '{act:', '@x');
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 30 }), (written) => {
        const pattern = written.join('');
        try {
          parsePattern(pattern);
        } catch (error) {
          expect(error).toBeInstanceOf(PatternError);
          expect((error as PatternError).column).toBeGreaterThanOrEqual(1);
          expect((error as PatternError).column).toBeLessThanOrEqual(pattern.length + 1);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
