import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Contact, type Mention, type Party } from '../../../functions/contracts/contact.ts';
import type { Notice } from '../../../functions/contracts/notice.ts';
import { conclude, sightingOf } from '../../../functions/score/conclude.ts';
import { contactOfLooseText } from '../../../functions/score/loose-text.ts';
import { namesToMatch } from '../../../functions/score/named-people.ts';
import { readSignals } from '../../../functions/score/read-signals.ts';
import { targetIdOf } from '../../../functions/shared/ids.ts';
import { readEngine } from '../../../infra/assets/engine.ts';

const AT = '2026-11-25T15:00:00.000Z';
const DANA = { name: 'Dana Whitfield', address: 'dana.whitfield@harborline.example' };
const OWEN = { name: 'Owen Barrett', address: 'owen.barrett@harborline.example' };
const GERALD = { name: 'Gerald Ashworth', address: 'gerald.ashworth@harborline.example' };

let engine: ReturnType<typeof readEngine>;
beforeAll(() => {
  engine = readEngine(join(import.meta.dirname, '../../../rules'));
});

function contactOf(text: string, mentions: Mention[], targets: Party[] = [DANA]): Contact {
  const loose = contactOfLooseText({ text, name: text, at: AT, from: 'joe' });
  return { ...loose, targets, ...(mentions.length > 0 && { mentions }) };
}

async function assess(contact: Contact, notices: Partial<Notice>[] = []) {
  const reading = await readSignals(contact, engine);
  const told = notices.map(
    (notice, index): Notice => ({
      noticeId: `notice-${String(index).padStart(32, '0')}`,
      subjectId: contact.subjectId,
      kind: 'notice-to-stop',
      targetId: null,
      at: '2026-11-20T15:00:00.000Z',
      recordedAt: '2026-11-20T15:00:00.000Z',
      by: 'sub-ruth',
      ...notice,
    }),
  );
  return conclude(contact, reading, [sightingOf(contact, reading)], engine, AT, { notices: told, links: [] });
}

const full = (party: Party): Mention => ({ ...party, by: 'in-full' });
const oneName = (party: Party): Mention => ({ ...party, by: 'one-name' });

describe('An employee whom a threat names', () => {
  it.each([
    ['I am going to kill Owen Barrett.', OWEN],
    ['I will kill Mr Ashworth.', GERALD],
    ['I am going to beat Professor Ashworth to a pulp.', GERALD],
    ['I am going to beat Owen Barrett to a pulp when he gets off at 5.', OWEN],
  ])('is its target, whoever it is sent to: %s', async (text, party) => {
    const assessment = await assess(contactOf(text, [full(party)]));
    expect(assessment).toMatchObject({ flagged: true, priority: expect.stringMatching(/P[01]/) });
    expect(assessment.targetIds).toEqual([targetIdOf(DANA), targetIdOf(party)]);
    expect(assessment.specificity).toBeGreaterThan(0);
  });

  it('may be named in the sentence before it, or in the subject line', async () => {
    const before = contactOf('It was Owen Barrett who did this. I am going to kill him.', [full(OWEN)]);
    expect((await assess(before)).targetIds).toContain(targetIdOf(OWEN));
    const [body] = contactOf('I am going to kill you.', []).turns as [Contact['turns'][number]];
    const head = { ...body, index: 1, part: 'subject', text: 'Owen Barrett' };
    const headed = { ...contactOf('', [full(OWEN)]), turns: [body, head] };
    expect((await assess(headed)).targetIds).toContain(targetIdOf(OWEN));
  });

  it('is none where the name stands in passing, or is not whole', async () => {
    const passing = 'Owen Barrett was kind to me. The form came on Monday, and I sent it back. I am going to kill you.';
    expect((await assess(contactOf(passing, [full(OWEN)]))).targetIds).toEqual([targetIdOf(DANA)]);
    const harmless = await assess(contactOf('Owen Barrett has been most helpful to us, Dana.', [full(OWEN)]));
    expect(harmless).toMatchObject({ flagged: false, targetIds: [targetIdOf(DANA)] });
    expect(namesToMatch(contactOf('', [oneName(OWEN)]))).not.toContain('owen');
  });

  it('with a name that is a word is named by the whole of it alone', () => {
    const names = namesToMatch({ targets: [], mentions: [full({ name: 'Will Young', address: 'will@x.example' })] });
    expect(names).toEqual(expect.arrayContaining(['will young', 'mr young']));
    expect(names).not.toContain('will');
    expect(names).not.toContain('young');
  });
});

describe('After a notice to stop about one employee', () => {
  const about = [{ targetId: targetIdOf(DANA) }];

  it.each([
    ['Please tell Dana Whitfield that I think of her every day.', full(DANA)],
    ['please pass this on to Dana: I am still waiting.', oneName(DANA)],
    ['Dana Whitfield told me on the phone that I should send the form to you.', full(DANA)],
  ])('a contact to anybody that names them is one after it, and aimed at them: %s', async (text, mention) => {
    const assessment = await assess(contactOf(text, [mention], [OWEN]), about);
    expect(assessment).toMatchObject({ flagged: true, priority: 'P2' });
    expect(assessment.conduct.map(({ id }) => id)).toContain('conduct/contact-after-notice');
    expect(assessment.targetIds).toContain(targetIdOf(DANA));
  });

  it('one that names somebody else is none', async () => {
    const assessment = await assess(contactOf('Is Mr Ashworth in today?', [full(GERALD)], [OWEN]), about);
    expect(assessment).toMatchObject({ flagged: false, targetIds: [targetIdOf(OWEN)] });
  });

  it('one to any address of theirs is one to them, under whichever address the notice was recorded', async () => {
    const contact = {
      ...contactOf('Dana, this is for you.', [], [DANA]),
      furtherAddresses: { [DANA.address]: ['executive.office@harborline.example'] },
    };
    for (const told of [
      DANA,
      { name: null, address: 'executive.office@harborline.example' },
      { name: DANA.name, address: null },
    ]) {
      const { conduct } = await assess(contact, [{ targetId: targetIdOf(told) }]);
      expect(conduct.map(({ id }) => id)).toContain('conduct/contact-after-notice');
    }
  });
});

describe('A contact of an older version', () => {
  it('names nobody, and is read as before', async () => {
    const { mentions: _, furtherAddresses: __, ...old } = contactOf('I am going to kill you, Dana.', []);
    expect(Contact.parse(old)).toEqual(old);
    expect((await assess(old)).targetIds).toEqual([targetIdOf(DANA)]);
  });
});
