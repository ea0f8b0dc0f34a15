import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Contact, Turn } from '../../../functions/contracts/contact.ts';
import { conclude, sightingOf } from '../../../functions/score/conclude.ts';
import { readSignals } from '../../../functions/score/read-signals.ts';
import { readEngine } from '../../../infra/assets/engine.ts';
import { contactOfText } from '../../../infra/local/scan/contact-of-text.ts';

const engine = readEngine(join(import.meta.dirname, '../../../rules'));
/** A Wednesday. */
const AT = '2026-11-25T15:00:00.000Z';
const THREAT = 'I am going to kill you';

const contactOf = (text: string, changes: Partial<Contact> = {}): Contact => ({
  ...contactOfText({ text, name: text, at: AT }),
  ...changes,
});

function withTurns(...turns: Partial<Turn>[]): Contact {
  const contact = contactOf('');
  const [first] = contact.turns;
  return { ...contact, turns: turns.map((turn, index) => ({ ...(first as Turn), ...turn, index })) };
}

const assess = async (contact: Contact) => {
  const reading = await readSignals(contact, engine);
  return conclude(contact, reading, [sightingOf(contact, reading)], engine, AT);
};

describe('Reading the signals of a contact', () => {
  it('scores the customer and never the employee (requirement 8)', async () => {
    const spoken = withTurns(
      { speaker: 'employee', text: THREAT },
      { speaker: 'subject', text: 'Why would you say that?' },
    );
    expect((await assess(spoken)).signals).toEqual([]);
    const turned = withTurns({ speaker: 'employee', text: 'How can I help?' }, { speaker: 'subject', text: THREAT });
    expect((await assess(turned)).signals[0]?.span?.turn).toBe(1);
  });

  it('scores a speaker who is not known as the customer: a doubt must not silence a threat', async () => {
    expect((await assess(withTurns({ speaker: 'unknown', text: THREAT }))).flagged).toBe(true);
  });

  it('does not score what stands apart as quoted (requirement 7)', async () => {
    const text = `Please see below.\n\n${THREAT}`;
    const quoted = withTurns({ text, apart: [{ start: text.indexOf(THREAT), end: text.length, kind: 'reply-quote' }] });
    expect((await assess(quoted)).signals).toEqual([]);
  });

  it('gives the words, offset by offset, as they were received', async () => {
    const text = 'Hello 👋 — I am g0ing to k1ll you, you hear?';
    const [signal] = (await assess(contactOf(text))).signals;
    expect(text.slice(signal?.span?.start, signal?.span?.end)).toMatch(/k1ll you/);
  });

  it('names the rules, the model and the policy that scored it (requirement 11)', async () => {
    const { versions, signals } = await assess(contactOf(THREAT));
    expect(versions.rules).toMatch(/^rules@[0-9a-f]{12}$/);
    expect(versions.model).toMatch(/^model@/);
    expect(signals[0]?.by).toBe(versions.rules);
  });

  it('reads how soon from the sentence of the threat, by the time of the contact (requirement 13)', async () => {
    expect((await assess(contactOf(`${THREAT} tonight.`))).imminence).toBe(3);
    expect((await assess(contactOf(`${THREAT}. My card has not come today.`))).imminence).toBe(1);
  });

  it('counts a named target, a time and a means as specific (requirement 13)', async () => {
    const vague = await assess(contactOf(THREAT));
    const named = await assess(
      contactOf(`${THREAT}, Dana, on Friday`, {
        targets: [{ name: 'Dana Whitfield', address: 'dana@harborline.example' }],
      }),
    );
    expect(vague.specificity).toBe(0);
    expect(named.specificity).toBe(2);
  });

  it('weighs a threat that is pasted ten thousand times no more than fifty times', async () => {
    expect(
      (await assess(contactOf(`${THREAT}. `.repeat(10_000)))).signals.filter(({ id }) => !id.startsWith('model/'))
        .length,
    ).toBeLessThanOrEqual(100);
  });

  it('is the same twice', async () => {
    const contact = contactOf(`${THREAT} tonight.`);
    expect(await assess(contact)).toEqual(await assess(contact));
  });

  it('keeps no word of the contact in the history or the assessment', async () => {
    const contact = contactOf('My passphrase is xylophonic. I am going to kill you with my zweihander.');
    const reading = await readSignals(contact, engine);
    expect(JSON.stringify([sightingOf(contact, reading), await assess(contact)])).not.toMatch(/xylophonic|zweihander/);
  });

  it('counts words of concern as a person’s, whatever header came with them', async () => {
    const automated = async (text: string) => {
      const contact = contactOf(text, { automated: true });
      return sightingOf(contact, await readSignals(contact, engine)).automated;
    };
    expect(await automated('The office is closed until Monday.')).toBe(true);
    expect(await automated(`${THREAT}.`)).toBe(false);
  });

  it('sends what could not be read to people, and says so (requirement 6)', async () => {
    const unread = contactOf('', { problems: [{ code: 'encrypted', message: 'It is encrypted.', extent: 'whole' }] });
    expect(await assess(unread)).toMatchObject({ flagged: true, lane: 'unscored', priority: 'P2' });
  });

  it('opens a case for an employee’s report at score 0 (requirement 4)', async () => {
    const report = contactOf('Please see the attached.', { report: { kind: 'forwarded-attached', perceived: false } });
    expect(await assess(report)).toMatchObject({ flagged: true, severity: 0, priority: 'P3' });
  });
});
