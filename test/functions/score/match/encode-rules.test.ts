import { describe, expect, it } from 'vitest';
import { compileRules } from '../../../../functions/score/match/compile-rules.ts';
import { COMPILED_FORMAT, TABLE_NAMES } from '../../../../functions/score/match/compiled-rules.ts';
import { createMatcher } from '../../../../functions/score/match/create-matcher.ts';
import { CompiledRulesError, decodeRules } from '../../../../functions/score/match/decode-rules.ts';
import { encodeRules } from '../../../../functions/score/match/encode-rules.ts';
import { detectionOf, lexiconOf } from './detections.ts';
import { plainText, plainWords } from './plain-text.ts';

const detections = [
  detectionOf({ match: ['kill @recipient', 'threat* #'], unless: ['kill time'], why: 'Wünscht jemandem den Tod.' }),
  detectionOf({ id: 'threat/implied/other', match_all: { within: 'turn', patterns: ['see', 'house'] } }),
];
const compiled = compileRules(detections, [lexiconOf('recipient', ['you', 'all of you'])], plainWords);

describe('compiled rules as bytes', () => {
  it('are read back as they were', () => {
    const read = decodeRules(encodeRules(compiled));
    expect({ ...read, detections: [0, 1].map((index) => read.detections.at(index)) }).toEqual(compiled);
    expect(read.detections.length).toBe(2);
    expect(read.detections.at(2)).toBeUndefined();
  });

  it('are read wherever they lie in a buffer', () => {
    const bytes = encodeRules(compiled);
    for (const offset of [1, 2, 4, 5]) {
      const elsewhere = new Uint8Array(bytes.length + offset);
      elsewhere.set(bytes, offset);
      const matcher = createMatcher(decodeRules(elsewhere.subarray(offset)), plainWords);
      expect(matcher.match(plainText('kill all of you')).map(({ detection }) => detection)).toEqual([
        compiled.detections.at(0),
      ]);
    }
  });

  it('are refused when they are cut short anywhere', () => {
    const bytes = encodeRules(compiled);
    for (let length = 0; length < bytes.length - 8; length += 7) {
      expect(() => decodeRules(bytes.subarray(0, length))).toThrow(CompiledRulesError);
    }
  });

  it('are refused when they are something else, damaged, or of another compiler, and say what to do', () => {
    expect(() => decodeRules(new TextEncoder().encode('{"format":1}'))).toThrow(
      'these are not compiled rules: build the rules again',
    );
    expect(() => decodeRules(encodeRules({ ...compiled, format: 1 }))).toThrow(
      `rules of format 1 for a matcher of format ${COMPILED_FORMAT}: build the rules again`,
    );
    const damaged = encodeRules(compiled);
    damaged[24] = 0;
    expect(() => decodeRules(damaged)).toThrow('the header of the compiled rules is damaged: build the rules again');
  });

  it('hold every table, each where it can be read without a copy', () => {
    const bytes = encodeRules(compiled);
    const { tables } = decodeRules(bytes);
    for (const name of TABLE_NAMES) expect(tables[name].buffer).toBe(bytes.buffer);
  });
});
