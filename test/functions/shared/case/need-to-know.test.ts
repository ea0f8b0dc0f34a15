import { describe, expect, it } from 'vitest';
import type { CaseContact, CaseEventBody } from '../../../../functions/contracts/case.ts';
import type { ConsoleRole } from '../../../../functions/contracts/vocabulary.ts';
import { sealEvent } from '../../../../functions/shared/case/chain.ts';
import { foldCase } from '../../../../functions/shared/case/fold.ts';
import { mayReview, needToKnow, placesOn } from '../../../../functions/shared/case/need-to-know.ts';
import { reviewOpened } from '../../../../functions/shared/case/review.ts';
import { subjectIdOf, targetIdOf } from '../../../../functions/shared/ids.ts';
import { CASE, DANA, OPENED, opening, policy, roster, STAGE } from '../../case-support/examples.ts';

const at = OPENED;
const idOf = (name: string) => targetIdOf({ name: null, address: `${name}@harborline.example` });
const reader = (name: string | null, role: ConsoleRole = 'supervisor', id = `sub-${name}`) => ({
  ...{ id, name: name ?? 'somebody' },
  address: name === null ? null : `${name}@harborline.example`,
  roles: [role],
});
type Reader = ReturnType<typeof reader>;

function caseOf(contact: Partial<CaseContact> = {}, bodies: readonly CaseEventBody[] = [], subjectId?: string) {
  const body = { ...opening(contact), ...(subjectId === undefined ? {} : { subjectId }) } as CaseEventBody;
  const events = [sealEvent({ caseId: CASE, at, actor: STAGE, track: 'handling', body }, null)];
  for (const next of bodies) {
    const track = next.type.startsWith('review-') ? ('employee-review' as const) : ('handling' as const);
    events.push(sealEvent({ caseId: CASE, at, actor: STAGE, track, body: next }, events.at(-1) ?? null));
  }
  const state = foldCase(events);
  if (state === null) throw new Error('the case is open');
  return state;
}
const why = (state: ReturnType<typeof caseOf>, who: Reader, now = at) =>
  placesOn(needToKnow(state), who, { roster, policy, at: now }).flatMap(({ because }) => because);

describe('a supervisor is on the roster of a case', () => {
  it('of those whom they supervise, and of those whom these supervise', () => {
    const state = caseOf();
    for (const name of ['ruth.okafor', 'martin.hale', 'gerald.ashworth']) {
      expect([name, why(state, reader(name))]).toEqual([name, ['supervises']]);
    }
    expect(why(state, reader('priya.nair'))).toEqual([]);
    expect(why(state, reader('nobody.known'))).toEqual([]);
  });

  it('of one who reported it, though it is aimed at nobody who is known', () => {
    const state = caseOf({ targetIds: [], reporterId: idOf('priya.nair') });
    expect(why(state, reader('martin.hale'))).toEqual(['supervises']);
  });

  it('of nobody’s whom somebody supervises, as every supervisor is told of it', () => {
    const state = caseOf({ targetIds: [] });
    expect(why(state, reader('ruth.okafor'))).toEqual(['nobody-supervises']);
    expect(why(state, reader('martin.hale'))).toEqual([]);
  });

  it('that was told to their level', () => {
    const told: CaseEventBody = {
      type: 'notification-sent',
      about: 1,
      role: 'next-level-manager',
      deliveryId: 'ses-1',
    };
    const state = caseOf({ targetIds: [] }, [told]);
    expect(why(state, reader('martin.hale'))).toEqual(['climbed']);
  });

  it('not without an address that is proven', () => {
    expect(why(caseOf(), reader(null))).toEqual([]);
    expect(why(caseOf({ targetIds: [] }), reader(null))).toEqual([]);
  });

  it('not where it is aimed at them, and the next level is', () => {
    const state = caseOf({ targetIds: [DANA, idOf('ruth.okafor')] });
    expect(why(state, reader('ruth.okafor'))).toEqual([]);
    expect(why(state, reader('martin.hale'))).toEqual(['supervises']);
  });

  it('that was handed to them, by their pseudonym or by who signs in', () => {
    const owen = {
      kind: 'roster' as const,
      id: 'owen-barrett',
      name: 'Owen Barrett',
      employeeId: idOf('owen.barrett'),
    };
    expect(why(caseOf({}, [{ type: 'assigned', to: owen }]), reader('owen.barrett'))).toEqual(['handed']);
    const signedIn = { kind: 'console' as const, id: 'sub-x', name: 'X' };
    expect(why(caseOf({}, [{ type: 'assigned', to: signedIn }]), reader(null, 'supervisor', 'sub-x'))).toEqual([
      'handed',
    ]);
  });
});

describe('a person by name', () => {
  const granted = (until: string | null): CaseEventBody => ({
    ...{
      type: 'access-granted',
      personId: idOf('owen.barrett'),
      name: 'Owen Barrett',
      reason: 'He knows the account.',
    },
    until,
  });
  const withdrawn = (name: string): CaseEventBody => ({
    ...{ type: 'access-withdrawn', personId: idOf(name), name, reason: 'They are friends.' },
  });

  it('is on it while the grant runs, and no longer', () => {
    const state = caseOf({}, [granted('2026-07-16T14:00:00.000Z')]);
    expect(why(state, reader('owen.barrett'))).toEqual(['granted']);
    expect(why(state, reader('owen.barrett'), '2026-07-16T14:00:00.000Z')).toEqual([]);
    expect(why(caseOf({}, [granted(null)]), reader('owen.barrett'), '2036-01-01T00:00:00.000Z')).toEqual(['granted']);
  });

  it('is off it once it is withdrawn, also who supervises, and on it again when it is granted anew', () => {
    expect(why(caseOf({}, [granted(null), withdrawn('owen.barrett')]), reader('owen.barrett'))).toEqual([]);
    expect(why(caseOf({}, [withdrawn('ruth.okafor')]), reader('ruth.okafor'))).toEqual([]);
    expect(why(caseOf({}, [withdrawn('owen.barrett'), granted(null)]), reader('owen.barrett'))).toEqual(['granted']);
  });

  it('is not off it by what somebody withdraws, where their function is to audit or to secure', () => {
    const state = caseOf({}, [withdrawn('ines.calloway'), withdrawn('samuel.greer')]);
    expect(why(state, reader('ines.calloway', 'auditor'))).toEqual(['auditor']);
    expect(why(state, reader('samuel.greer', 'security'))).toEqual(['security']);
  });
});

describe('HR is on the roster of a case', () => {
  const abuse: Partial<CaseContact> = { threatType: null, severity: 1, categories: ['abuse'], priority: 'P3' };
  const lena = reader('lena.fischer', 'hr');
  it.each<[string, Partial<CaseContact>, string[]]>([
    ['with a threat, whatever comes of it', {}, ['hr-threat']],
    ['of their lane', { ...abuse, lane: 'hr' }, ['hr-lane']],
    ['of what an employer has to act on', { ...abuse, categories: ['sexual-harassment'] }, ['hr-conduct']],
    ['not with abuse alone', abuse, []],
    ['not with a customer’s own distress', { ...abuse, categories: ['self-harm'], lane: 'crisis' }, []],
  ])('%s', (_, contact, places) => {
    expect(why(caseOf(contact), lena)).toEqual(places);
  });
});

describe('nobody is on the roster of a case that is about themselves', () => {
  const everyRole = ['supervisor', 'security', 'hr', 'legal', 'auditor'] as const;
  it.each(everyRole)('as %s: neither whose conduct it is nor who is complained of', (role) => {
    const who = reader('lena.fischer', role);
    expect(why(caseOf({}, [], subjectIdOf('mail:lena.fischer@harborline.example')), who)).toEqual([]);
    expect(why(caseOf({ categories: ['personal-report'], targetIds: [idOf('lena.fischer')] }), who)).toEqual([]);
    const open = caseOf();
    const review = reviewOpened(open, {
      ...{ employeeId: idOf('lena.fischer'), contactId: null, because: 'A complaint.' },
      ...{ at, policy, calendar: roster },
    });
    expect(why(caseOf({}, [review]), who)).toEqual([]);
    expect(why(caseOf({}, [review]), { ...who, address: null, name: 'Lena Fischer' })).toEqual([]);
  });

  it('and who complained sees the case, and not the review', () => {
    const asked = { employeeId: DANA, contactId: null, complainantId: idOf('lena.fischer'), because: 'A complaint.' };
    const state = caseOf({}, [reviewOpened(caseOf(), { ...asked, at, policy, calendar: roster })]);
    const need = needToKnow(state);
    const lena = reader('lena.fischer', 'hr');
    expect(placesOn(need, lena, { roster, policy, at })).not.toEqual([]);
    expect(mayReview(need, lena, { roster })).toBe(false);
    expect(mayReview(need, reader('other.partner', 'hr'), { roster })).toBe(true);
    expect(mayReview(need, reader(null, 'hr'), { roster })).toBe(false);
  });
});
