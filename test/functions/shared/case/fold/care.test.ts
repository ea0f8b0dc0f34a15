import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEventOf } from '../../../../../functions/contracts/case.ts';
import { CareStage } from '../../../../../functions/contracts/case-care.ts';
import { careMove } from '../../../../../functions/shared/case/fold/care.ts';
import { caseOf, minute } from '../../../case-support/case-of.ts';

const reached = (stage: CareStage, backBecause?: string): CaseEventOf<'care-stage-reached'> => ({
  type: 'care-stage-reached',
  stage,
  facts: `What was done for ${stage}.`,
  ...(backBecause === undefined ? {} : { backBecause }),
});

describe('the CARE stages of a case', () => {
  it('are at none before the first is reached', () => {
    expect(caseOf().care).toEqual([]);
  });

  it('say where it stands and since when, with the way there', () => {
    const { care } = caseOf(reached('service-effort'), reached('assess-and-act'));
    expect(care.map(({ stage, since }) => [stage, since])).toEqual([
      ['service-effort', minute(2)],
      ['assess-and-act', minute(3)],
    ]);
    expect(care.at(-1)).toMatchObject({ facts: 'What was done for assess-and-act.', by: { name: 'Ruth Okafor' } });
  });

  it('go back with a reason, and from there on in their order again', () => {
    const way = [...CareStage.options.map((stage) => reached(stage)), reached('assess-and-act', 'They wrote again.')];
    expect(caseOf(...way).care.at(-1)).toMatchObject({ stage: 'assess-and-act', backBecause: 'They wrote again.' });
    expect(caseOf(...way, reached('report')).care.at(-1)?.stage).toBe('report');
    expect(() => caseOf(...way, reached('evaluate-the-relationship'))).toThrow('has not been at the stage before');
  });

  it.each([
    ['the second before the first', [reached('assess-and-act')], 'has not been at the stage before'],
    ['a stage passed over', [reached('service-effort'), reached('report')], 'has not been at the stage before'],
    ['the stage that it is at', [reached('service-effort'), reached('service-effort')], 'already'],
    [
      'a way back without a reason',
      [reached('service-effort'), reached('assess-and-act'), reached('service-effort')],
      'does not say why',
    ],
    ['a reason to go back where it goes on', [reached('service-effort', 'For no reason.')], 'goes on and not back'],
  ])('refuse %s', (_, way, why) => {
    expect(() => caseOf(...way)).toThrow(why);
  });

  it('never skip one, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CareStage.options), { maxLength: 12 }), (tries) => {
        const let_in: CaseEventOf<'care-stage-reached'>[] = [];
        for (const stage of tries) {
          const move = careMove(caseOf(...let_in).care, stage);
          if (move === 'next') let_in.push(reached(stage));
          if (move === 'back') let_in.push(reached(stage, 'More became known.'));
        }
        const way = caseOf(...let_in).care.map(({ stage }) => CareStage.options.indexOf(stage));
        expect(way.every((stage, at) => stage <= (way[at - 1] ?? -1) + 1)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
