import { describe, expect, it } from 'vitest';
import type { CaseEventBody } from '../../../../../functions/contracts/case.ts';
import { caseOf, SAM } from '../../../case-support/case-of.ts';
import { contactIdNumber } from '../../../case-support/examples.ts';

const contactId = contactIdNumber(1);
const preserved = (retainUntil: string): CaseEventBody => ({
  type: 'evidence-preserved',
  evidence: {
    ...{ contactId, bucket: 'vault', key: 'originals/1', versionId: 'v1', sha256: 'a'.repeat(64), sizeBytes: 1 },
    retainUntil,
  },
});
const PAST = '2026-07-15T14:00:30.000Z';
const acknowledged: CaseEventBody = { type: 'acknowledged', note: null };
const closed: CaseEventBody = { type: 'closed', disposition: 'credible-monitor', note: '' };
const released: CaseEventBody = { type: 'evidence-released', contactId, versionId: 'v1', reason: 'Time-barred.' };

describe('an original', () => {
  it('is released once its retention is over and the case is closed, by a person, once', () => {
    const state = caseOf(preserved(PAST), acknowledged, closed, [released, SAM]);
    expect(state.retention.released).toEqual([expect.objectContaining({ contactId, by: 'Samuel Greer' })]);
    expect(state.evidence).toHaveLength(1);
    expect(() => caseOf(preserved(PAST), acknowledged, closed, released, released)).toThrow('released already');
  });

  it.each<[string, CaseEventBody[]]>([
    ['the case is acknowledged', [preserved(PAST), acknowledged]],
    ['the case is on hold', [preserved(PAST), acknowledged, closed, { type: 'hold-placed', reason: 'A claim.' }]],
    ['it is retained until 2031-07-15', [preserved('2031-07-15T14:00:00.000Z'), acknowledged, closed]],
    ['that original is not in the vault', [acknowledged, closed]],
  ])('is refused where %s', (why, before) => {
    expect(() => caseOf(...before, released)).toThrow(why);
  });
});

describe('a request for deletion', () => {
  it('is on record once, and changes nothing else of the case', () => {
    const asked: CaseEventBody = { type: 'deletion-requested', deletionId: `deletion-${'0'.repeat(32)}` };
    const [before, after] = [caseOf(), caseOf(asked)];
    expect(after.retention.deletions).toHaveLength(1);
    expect(after.contacts).toEqual(before.contacts);
    expect(() => caseOf(asked, asked)).toThrow('on record already');
  });
});

describe('feedback', () => {
  const said = (because: 'idiom' | 'quotation'): CaseEventBody => ({
    type: 'feedback-given',
    contactId,
    said: { verdict: 'wrong', signalId: 'threat/implied/taste-of-it', span: { turn: 0, start: 2, end: 26 }, because },
    shareQuote: true,
  });
  it('of one person about one signal is what they said last; two people may differ', () => {
    const { feedback } = caseOf(said('idiom'), said('quotation'), [said('idiom'), SAM]);
    expect(feedback.map(({ by, said: one }) => [by.name, one.verdict === 'wrong' && one.because])).toEqual([
      ['Ruth Okafor', 'quotation'],
      ['Samuel Greer', 'idiom'],
    ]);
  });

  it('is of a contact of the case, also of a closed one', () => {
    expect(caseOf(acknowledged, closed, said('idiom')).feedback).toHaveLength(1);
    expect(() => caseOf({ ...said('idiom'), contactId: contactIdNumber(9) } as CaseEventBody)).toThrow(
      'not in the case',
    );
  });
});
