import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Trial, TrialRequest } from '../../../../functions/contracts/trial.ts';
import { tryText } from '../../../../functions/score/try/try-text.ts';
import { readEngine } from '../../../../infra/assets/engine.ts';

const engine = readEngine(join(import.meta.dirname, '../../../../rules'));
/** A Wednesday. */
const AT = '2026-11-25T15:00:00.000Z';
const tried = (text: string, targetNames: string[] = []) => tryText({ text, targetNames }, engine, AT);

describe('trying a text', () => {
  it('tells each finding with its place in the text, why, and what would be decided and by which row', async () => {
    const text = 'Hello.\nI hope you get a taste of what it’s like.';
    const trial = await tried(text);
    const found = trial.signals.find(({ id }) => id === 'threat/implied/taste-of-it');
    expect(found).toMatchObject({ category: 'wish-harm', type: 'implied', severity: 2, lowered: [] });
    expect(text.slice(found?.span?.start, found?.span?.end)).toMatch(/^hope you get a taste of/);
    expect(found?.why).toContain('Wishes the harm');
    expect(trial).toMatchObject({
      flagged: true,
      priority: 'P2',
      lane: 'security',
      threatType: 'implied',
      severity: 2,
    });
    expect(trial.reasons[0]?.why).not.toBe('');
    expect(trial.versions).toEqual(engine.versions);
    expect(Trial.parse(trial)).toEqual(trial);
  });

  it('says what lowered a finding, and decides on what is left of it', async () => {
    const { signals } = await tried('He said "I will kill you" and I cried.');
    const lowered = signals.find(({ id }) => id === 'threat/direct/kill-recipient');
    expect(lowered?.severityBefore).toBe(4);
    expect(lowered?.severity).toBeLessThan(4);
    expect(lowered?.lowered[0]?.why).toBeTruthy();
  });

  it('finds nothing in what is harmless, and still says what each reader of the model makes of it', async () => {
    const text = 'Thank you for the new card, it arrived this morning.';
    const trial = await tried(text);
    expect(trial).toMatchObject({ signals: [], flagged: false, priority: null, lane: null, reasons: [], severity: 0 });
    expect(trial.opinions.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...engine.model.groups]));
    const meaning = trial.opinions.filter(({ reader }) => reader === 'meaning');
    expect(meaning).toHaveLength(1);
    expect(meaning[0]?.raisesFrom).toBe(engine.policy.concern.raise_from);
    for (const { score, raisesFrom, span } of trial.opinions) {
      expect(score).toBeLessThan(raisesFrom ?? 1);
      expect(text.slice(span.start, span.end)).toMatch(/\w/);
    }
    const scores = trial.opinions.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('names with a reader’s score the words that carried it, and a finding says the same where it raised one', async () => {
    const text = 'The branch was clean. You will be sorry when I find out where you live, and I will.';
    const { opinions, signals } = await tried(text);
    const raised = opinions.filter(({ score, raisesFrom }) => raisesFrom !== null && score >= raisesFrom);
    expect(raised.length).toBeGreaterThan(0);
    for (const { kind, span, reader, score } of raised) {
      const signal = signals.find(({ id }) => id === `model/${kind}`);
      if (reader === 'meaning' && signal?.confidence !== score) continue;
      expect(signal).toMatchObject({ span, confidence: score });
    }
    const carried = text.slice(raised[0]?.span.start, raised[0]?.span.end);
    expect(carried).toContain('find out where you');
    expect(carried).not.toContain('clean');
  });

  it('asks less of the second reader where a detection found something too', async () => {
    const beside = (await tried('I hope you get a taste of it.')).opinions.find(({ reader }) => reader === 'meaning');
    expect(beside?.raisesFrom).toBe(engine.policy.concern.raise_beside_detection_from);
  });

  it('takes all of it for the customer’s own words: nobody else can have put a quote into a mail that answers none', async () => {
    expect((await tried('> I am going to kill you')).flagged).toBe(true);
  });

  it('knows the names that it is addressed to', async () => {
    const text = 'Jane Doe, I am going to kill you.';
    const [named, unnamed] = [await tried(text, ['Jane Doe']), await tried(text)];
    expect(named.specificity).toBeGreaterThan(unnamed.specificity);
  });

  it('shows the words as detections see them, and where they were disguised', async () => {
    const text = 'Wait. I will k1ll u!';
    const { sentences, evasions } = await tried(text);
    expect(sentences).toEqual(['wait', 'i will kill you']);
    expect(evasions.map(({ span }) => text.slice(span.start, span.end))).toContain('k1ll');
  });

  it('makes nothing of signs without a word', async () => {
    expect(await tried('… !')).toMatchObject({ signals: [], opinions: [], sentences: [], flagged: false });
  });

  it('counts days from the moment of the trial', async () => {
    expect((await tried('I will kill you tomorrow.')).imminence).toBe(3);
  });
});

describe('the request of a trial', () => {
  const faultsOf = (request: unknown) => TrialRequest.safeParse(request).error?.issues.map(({ message }) => message);

  it('takes a text of 20,000 characters and none longer, for it is read while somebody waits', () => {
    expect(faultsOf({ text: 'x'.repeat(20_000) })).toBeUndefined();
    expect(faultsOf({ text: 'x'.repeat(20_001) })).toHaveLength(1);
  });

  it('takes none without a sign in it, nor more than five names', () => {
    expect(faultsOf({ text: ' \n' })).toEqual(['has no words in it']);
    expect(faultsOf({ text: 'x', targetNames: ['a', 'b', 'c', 'd', 'e', 'f'] })).toEqual([
      'has more than 5 names: leave some out',
    ]);
  });
});
