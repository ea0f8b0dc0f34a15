import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readEngine } from '../../../../infra/assets/engine.ts';
import { scanRows } from '../../../../infra/local/scan/scan-rows.ts';

const engine = readEngine(join(import.meta.dirname, '../../../../rules'));

async function scan(lines: readonly (object | string)[]) {
  const output = new PassThrough();
  const complaints = new PassThrough();
  const texts = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  const kept: string[] = [];
  output.on('data', (chunk) => kept.push(String(chunk)));
  const complained: string[] = [];
  complaints.on('data', (chunk) => complained.push(String(chunk)));
  const counts = await scanRows(Readable.from(texts.map((text) => `${text}\n`)), output, complaints, engine);
  await new Promise((resolve) => output.end(resolve));
  const rows = kept
    .join('')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { rows, complaints: complained.join(''), counts };
}

const THREAT = 'I am going to kill you tonight.';
const CALM = 'Please send me the form for a new card.';

describe('scan --jsonl', () => {
  it('gives a line for each line, in order', async () => {
    const { rows } = await scan([
      { id: 'a', text: CALM },
      { id: 2, text: THREAT },
      { id: 'c', text: CALM },
    ]);
    expect(rows.map(({ id, flagged }) => [id, flagged])).toEqual([
      ['a', false],
      [2, true],
      ['c', false],
    ]);
  });

  it('cuts each quote from the text by its offsets', async () => {
    const text = `Dear team 👋,\nthank you.\n${THREAT}\n> I will kill him, she wrote`;
    const { rows } = await scan([{ id: 'a', text }]);
    expect(rows[0].signals.length).toBeGreaterThan(0);
    for (const { quote, start, end } of rows[0].signals) expect(text.slice(start, end)).toBe(quote);
  });

  it('scores every category and the three groups between 0 and 1, a threat above a calm line', async () => {
    const { rows } = await scan([
      { id: 'a', text: THREAT },
      { id: 'b', text: CALM },
    ]);
    const [threat, calm] = rows;
    for (const value of [...Object.values<number>(threat.scores), ...Object.values<number>(calm.scores)]) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
    expect(Object.keys(threat.scores)).toEqual(
      expect.arrayContaining(['violence-recipient', 'self-harm', 'threat', 'harassment', 'self_harm']),
    );
    expect(threat.scores.threat).toBeGreaterThan(calm.scores.threat);
    expect(threat.risk).toBeGreaterThan(calm.risk);
  });

  it('names a bad line by its number, goes on, and counts it', async () => {
    const { rows, complaints, counts } = await scan([
      { id: 'a', text: CALM },
      'not json',
      { id: 'b' },
      { id: 'c', text: CALM, at: 'soon' },
      { id: 'd', text: CALM },
    ]);
    expect(rows.map(({ id }) => id)).toEqual(['a', 'd']);
    expect(complaints).toMatch(/line 2: not JSON/);
    expect(complaints).toMatch(/line 3: text/);
    expect(complaints).toMatch(/line 4: at: not a date/);
    expect(counts).toEqual({ lines: 5, bad: 3 });
  });

  it('never repeats a bad line in its complaint', async () => {
    const { complaints } = await scan(['a secret sentence']);
    expect(complaints).not.toContain('secret');
  });

  it('builds one history of the rows that share "from", and none of those that have none', async () => {
    const abuse = 'You are a worthless stupid cow.';
    const together = await scan([
      { id: 1, text: abuse, from: 'x', to: 'dana', at: '2026-03-01T10:00:00Z' },
      { id: 2, text: `${abuse} I said it before.`, from: 'x', to: 'dana', at: '2026-03-09T10:00:00Z' },
    ]);
    expect(together.rows[0].conduct).toEqual([]);
    expect(together.rows[1].conduct.map((finding: { id: string }) => finding.id)).toContain(
      'conduct/degradation-repeated',
    );
    const apart = await scan([
      { id: 1, text: abuse },
      { id: 2, text: `${abuse} I said it before.` },
    ]);
    expect(apart.rows[1].conduct).toEqual([]);
  });

  it('builds one history of two addresses that give one account number, and only suggests two with the same words', async () => {
    const abuse = 'You are a worthless stupid cow.';
    const rows = (second: string) => [
      { id: 1, text: `My account number is 55170293. ${abuse}`, from: 'x', to: 'dana', at: '2026-03-01T10:00:00Z' },
      { id: 2, text: second, from: 'y', to: 'dana', at: '2026-03-09T10:00:00Z' },
    ];
    const joined = await scan(rows(`Account 5517-0293: ${abuse} I said it before.`));
    expect(joined.rows[0].linked).toEqual([]);
    expect(joined.rows[1].linked).toMatchObject([{ state: 'joined', strength: 'strong', kinds: ['account'] }]);
    expect(joined.rows[1].conduct.map(({ id }: { id: string }) => id)).toContain('conduct/degradation-repeated');
    const others = await scan(rows(`Account 66283915: ${abuse} I said it before.`));
    expect(others.rows[1]).toMatchObject({ linked: [], conduct: [] });
    const letter = `${abuse} I have told you so since March, and you have not answered once.`;
    const [first, second] = rows(letter);
    const same = await scan([{ ...first, text: letter }, second as object]);
    expect(same.rows[1]).toMatchObject({ linked: [{ state: 'suggested', strength: 'weak' }], conduct: [] });
    const nobody = await scan(rows(`Account 55170293: ${abuse}`).map(({ from: _, ...row }) => row));
    expect(nobody.rows[1]).toMatchObject({ linked: [], conduct: [] });
  });

  it('counts a row of the same person without a time as a day later', async () => {
    const abuse = 'You are a worthless stupid cow.';
    const { rows } = await scan([
      { id: 1, text: abuse, from: 'x' },
      { id: 2, text: abuse, from: 'x' },
    ]);
    expect(rows[1].conduct.length).toBeGreaterThan(0);
  });

  it('does not score what a row quotes', async () => {
    const { rows } = await scan([{ id: 1, text: `> ${THREAT}\nPlease look into this, I did not write it.` }]);
    expect(rows[0].signals).toEqual([]);
  });

  describe('with a line that tells what the company did', () => {
    const row = (id: number, day: number, over = {}) => ({
      id,
      text: `${CALM} Number ${id} it is.`,
      from: 'x',
      to: 'dana',
      at: `2026-03-${String(day).padStart(2, '0')}T10:00:00Z`,
      ...over,
    });
    const told = (event: string, over = {}) => ({ id: 'told', event, from: 'x', at: '2026-03-05T09:00:00Z', ...over });
    const conductOf = ({ conduct }: { conduct: { id: string; opensCase: boolean; lowered: { by: string }[] }[] }) =>
      conduct.filter(({ id }) => id === 'conduct/contact-after-notice');

    it('flags a harmless row that comes in spite of a notice, and none before it or of anybody else', async () => {
      const { rows, counts } = await scan([
        row(1, 1),
        told('notice-to-stop'),
        row(2, 6),
        row(3, 7, { from: 'y' }),
        row(4, 8, { to: 'owen' }),
      ]);
      expect(rows.map(({ id, flagged, priority }) => [id, flagged, priority])).toEqual([
        [1, false, null],
        ['told', undefined, undefined],
        [2, true, 'P2'],
        [3, false, null],
        [4, true, 'P2'],
      ]);
      expect(conductOf(rows[2])).toMatchObject([{ opensCase: true }]);
      expect(counts).toEqual({ lines: 5, bad: 0 });
    });

    it('takes a notice about one employee for rows to that one', async () => {
      const { rows } = await scan([told('block', { to: 'dana' }), row(1, 6, { to: 'owen' }), row(2, 7)]);
      expect(rows.slice(1).map(({ flagged }) => flagged)).toEqual([false, true]);
    });

    it('counts a notice without a time from the row before it', async () => {
      const { rows } = await scan([row(1, 1), { event: 'block', from: 'x' }, row(2, 2)]);
      expect(rows.map(({ flagged }) => flagged)).toEqual([false, undefined, true]);
      expect(rows[1]).toEqual({ id: null, event: 'block' });
    });

    it('complains of an event that there is not, and of one without a person', async () => {
      const { complaints, counts } = await scan([told('shouted'), { event: 'block' }, { event: 'block', text: CALM }]);
      expect(complaints).toMatch(/line 1: event/);
      expect(complaints).toMatch(/line 2: from/);
      expect(complaints).toMatch(/line 3: id/);
      expect(counts).toEqual({ lines: 3, bad: 3 });
    });
  });
});
