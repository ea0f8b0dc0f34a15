import { describe, expect, it } from 'vitest';
import { Guidance } from '../../../../functions/contracts/guidance.ts';
import { type GuidedContact, guidanceFor } from '../../../../functions/shared/case/guidance.ts';
import { caseContact, guidance } from '../../case-support/examples.ts';

const shown = (over: Partial<GuidedContact>, lane: 'security' | 'hr' | 'crisis' | 'unscored' = 'security') =>
  guidanceFor([caseContact(1, { categories: [], lane, ...over })], lane, guidance);
const kinds = (...asked: Parameters<typeof shown>) => shown(...asked).kinds.map(({ kind }) => kind);
const words = (...asked: Parameters<typeof shown>) =>
  shown(...asked)
    .kinds.flatMap(({ steps }) => steps)
    .join(' ');

describe('guidance', () => {
  it.each<[string, Parameters<typeof shown>]>([
    ['bomb-call', [{ channel: 'phone', categories: ['bomb-arson'] }]],
    ['bomb-in-writing', [{ channel: 'email', categories: ['bomb-arson'] }]],
    ['bomb-in-person', [{ channel: 'in-person', categories: ['bomb-arson'] }]],
    ['self-harm', [{ channel: 'chat', categories: ['self-harm'] }, 'crisis']],
    ['call', [{ channel: 'phone', categories: ['abuse'] }]],
    ['in-person', [{ channel: 'in-person', categories: [] }]],
    ['surveillance', [{ categories: ['surveillance-stalking'] }]],
    ['report-the-agent', [{ categories: ['personal-report'] }, 'hr']],
    ['pattern', [{ conductIds: ['conduct/frequency-7-days'] }]],
    ['unscored', [{}, 'unscored']],
  ])('%s comes first where it is the matter', (kind, asked) => {
    expect(kinds(...asked)[0]).toBe(kind);
  });

  it('is there for every kind that is in the file', () => {
    const tried = new Set(guidance.kinds.map(({ kind }) => kind));
    expect([...tried]).toHaveLength(11);
  });

  it('tells who has a caller on the line to keep them there, and not to hang up even if they do', () => {
    const said = words({ channel: 'phone', categories: ['bomb-arson'] });
    expect(said).toContain('Keep the caller on the line');
    expect(said).toContain('Do not hang up, even if the caller does');
    expect(said).toContain('Call Did not say');
  });

  it('tells who has a written bomb threat neither to answer nor to forward it', () => {
    const said = words({ channel: 'email', categories: ['bomb-arson'] });
    expect(said).toContain('An emailed bomb threat is neither answered nor forwarded.');
    expect(said).not.toContain('Keep the caller');
  });

  it('names 988 and that it takes calls of third parties', () => {
    const said = words({ channel: 'chat', categories: ['self-harm'] }, 'crisis');
    expect(said).toContain('988');
    expect(said).toContain('takes calls from people who worry about someone else');
  });

  it('tells who has a caller on the line to hand over warmly to a supervisor, else a lead', () => {
    expect(words({ channel: 'phone', categories: ['abuse'] })).toMatch(/Hand over warmly.* supervisor, else a lead/);
  });

  it('says in every lane that a person calls the emergency services, because nothing else does', () => {
    for (const lane of ['security', 'hr', 'crisis', 'unscored'] as const) {
      expect(shown({}, lane).always).toContain('call the emergency services yourself');
    }
  });

  it('shows a kind once for many contacts, the gravest first', () => {
    const contacts = [
      caseContact(1, { categories: ['abuse'], channel: 'phone' }),
      caseContact(2, { categories: ['bomb-arson'], channel: 'phone' }),
      caseContact(3, { categories: ['bomb-arson'], channel: 'phone' }),
    ];
    expect(guidanceFor(contacts, 'security', guidance).kinds.map(({ kind }) => kind)).toEqual([
      'bomb-call',
      'call',
      'threat',
    ]);
  });

  const visit = caseContact(1, {
    ...{ channel: 'in-person', categories: ['approach'], conductIds: [] },
    occurredAt: '2026-11-02T15:00:00.000Z',
  });
  const mail = (occurredAt: string) => caseContact(2, { categories: ['wish-harm'], occurredAt });
  const kindsOf = (...contacts: GuidedContact[]) =>
    guidanceFor(contacts, 'security', guidance).kinds.map(({ kind }) => kind);

  it('does not tell first how to get away from somebody of whom only mail has come since', () => {
    const shownThen = ['surveillance', 'threat', 'in-person'];
    expect(kindsOf(visit, mail('2026-11-20T09:00:00.000Z'))).toEqual(shownThen);
    expect(kindsOf(mail('2026-11-20T09:00:00.000Z'), visit), 'in whatever order they are held').toEqual(shownThen);
  });

  it('tells first how to get away from somebody who came within the day, or who came last', () => {
    expect(kindsOf(visit, mail('2026-11-03T09:00:00.000Z'))[0]).toBe('in-person');
    expect(kindsOf(mail('2026-10-20T09:00:00.000Z'), visit)[0]).toBe('in-person');
  });

  it('keeps a bomb that a caller spoke of in front, however long ago', () => {
    const call = { ...visit, channel: 'phone' as const, categories: ['bomb-arson' as const] };
    expect(kindsOf(call, mail('2026-11-20T09:00:00.000Z'))[0]).toBe('bomb-call');
  });

  it('is refused without a source, and with a step that is no sentence', () => {
    const [first] = guidance.kinds;
    const withFirst = (over: object) => Guidance.safeParse({ ...guidance, kinds: [{ ...first, ...over }] });
    expect(withFirst({ sources: [] }).success).toBe(false);
    expect(withFirst({ steps: ['stay calm'] }).success).toBe(false);
    expect(withFirst({ when: {} }).success).toBe(false);
  });
});
