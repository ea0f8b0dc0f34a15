import { describe, expect, it } from 'vitest';
import { caseNumberIn } from '../../../console/words/case-number.ts';
import { caseIdFor, caseNumberOf, subjectIdOf } from '../../../functions/shared/ids.ts';

describe('a case number', () => {
  it('is read however people write it', () => {
    const number = caseNumberOf(caseIdFor(subjectIdOf('mail:a@customer.example')));
    for (const typed of [number, number.toLowerCase(), ` ${number.replaceAll('-', ' ')} `, number.slice(3)]) {
      expect(caseNumberIn(typed)).toBe(number);
    }
  });

  it.each(['', 'UT-12', 'UT-1234-56789', 'ÜT-1234-5678-9'])('is not in %j', (typed) => {
    expect(caseNumberIn(typed)).toBeNull();
  });
});
