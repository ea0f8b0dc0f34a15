import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { figuresOf, wrongOnes } from '../../../bench/quality/kept-apart-figures.ts';
import { type Judged, judgeKeptApart } from '../../../bench/quality/kept-apart-judge.ts';
import { type KeptApart, readKeptApart } from '../../../bench/quality/kept-apart-set.ts';
import { measureKeptApart, reportOf } from '../../../bench/quality/measure-kept-apart.ts';
import { readEngine } from '../../../infra/assets/engine.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const rules = join(root, 'rules');

const judged: Judged = {
  hardest: [
    { id: 'h-1', by: 'detection' },
    { id: 'h-2', by: 'model' },
    { id: 'h-3', by: null },
  ],
  pairs: [
    { id: 'p-1', threat: 'detection', twin: null },
    { id: 'p-2', threat: 'model', twin: 'model' },
    { id: 'p-3', threat: null, twin: null },
    { id: 'p-4', threat: null, twin: 'detection' },
  ],
  innocents: [
    { id: 'i-1', by: null },
    { id: 'i-2', by: 'model' },
  ],
  histories: [
    { id: 's-1', concern: true, by: 'conduct', byConduct: true },
    { id: 's-2', concern: true, by: 'model', byConduct: true },
    { id: 's-3', concern: true, by: null, byConduct: false },
    { id: 's-4', concern: false, by: 'detection', byConduct: false },
    { id: 's-5', concern: false, by: null, byConduct: false },
  ],
};

const at = (day: number) => `2026-05-${String(day).padStart(2, '0')}T10:00:00Z`;
const message = (day: number, text: string) => ({ at: at(day), text, from: 'c-1', to: 'dana' });
const THREAT = 'I will kill you tonight, Dana.';
const CALM = 'Please send the invoice for May.';
const set: KeptApart = {
  hardest: [{ id: 'h-1', text: THREAT, category: 'violence', device: 'none' }],
  pairs: [
    { id: 'p-1', category: 'violence', device: 'none', threat: THREAT, twin: CALM, why_twin_is_harmless: 'an invoice' },
    { id: 'p-2', category: 'violence', device: 'none', threat: CALM, twin: THREAT, why_twin_is_harmless: 'turned' },
  ],
  innocents: [
    { id: 'i-1', text: CALM, looks_like: 'nothing' },
    { id: 'i-2', text: THREAT, looks_like: 'turned' },
  ],
  histories: [
    {
      id: 's-1',
      concern: true,
      kind: 'after a notice to stop',
      why: 'asked to stop, and goes on',
      rows: [
        message(1, CALM),
        { at: at(2), event: 'notice-to-stop', from: 'c-1', to: 'dana' },
        message(3, 'It is a fine day, Dana.'),
        message(4, 'And so is this one, Dana.'),
        message(5, 'You are quiet, Dana.'),
      ],
    },
    {
      id: 's-2',
      concern: false,
      kind: 'order',
      why: 'asks for an order',
      rows: [message(1, CALM), { at: at(2), event: 'answered', from: 'c-1' }, message(3, 'It has come, thank you.')],
    },
    { id: 's-3', concern: true, kind: 'threat', why: 'one threat', rows: [1, 2, 3].map((day) => message(day, THREAT)) },
  ],
};

describe('The check set that is kept apart', () => {
  it('is counted by whom each was flagged first, and a pair is right only where both are', () => {
    const figures = figuresOf(judged);
    expect(figures.hardest).toEqual({ of: 3, flagged: 2, by: { detection: 1, model: 1, conduct: 0 } });
    expect(figures.threats.flagged).toBe(2);
    expect(figures.twins.flagged).toBe(2);
    expect(figures.pairsRight).toBe(1);
    expect(figures.innocents).toEqual({ of: 2, flagged: 1, by: { detection: 0, model: 1, conduct: 0 } });
    expect(figures.concern).toEqual({
      of: 3,
      flagged: 2,
      by: { detection: 0, model: 1, conduct: 1 },
      byConduct: 2,
    });
    expect(figures.innocentHistories).toMatchObject({ of: 2, flagged: 1, byConduct: 0 });
  });

  it('names what was decided wrongly, and only that', () => {
    expect(wrongOnes(judged)).toEqual([
      'missed: h-3',
      'flagged by model: p-2 twin',
      'missed: p-3 threat',
      'missed: p-4 threat',
      'flagged by detection: p-4 twin',
      'flagged by model: i-2',
      'missed: s-3',
      'flagged by detection: s-4',
    ]);
  });

  it('shows an id only where a list is asked for', () => {
    expect(reportOf(judged, ['rules@1'], false)).not.toMatch(/\b[hpis]-\d/);
    expect(reportOf(judged, ['rules@1'], true)).toContain('- missed: h-3');
  });

  it('is judged through the path of scan: message alone, and what the company told in a history', async () => {
    const { hardest, pairs, innocents, histories } = await judgeKeptApart(set, readEngine(rules));
    expect(hardest).toEqual([{ id: 'h-1', by: 'detection' }]);
    expect(pairs).toEqual([
      { id: 'p-1', threat: 'detection', twin: null },
      { id: 'p-2', threat: null, twin: 'detection' },
    ]);
    expect(innocents.map(({ by }) => by)).toEqual([null, 'detection']);
    expect(histories.map(({ id, by }) => [id, by])).toEqual([
      ['s-1', 'conduct'],
      ['s-2', null],
      ['s-3', 'detection'],
    ]);
    expect(histories.map(({ byConduct }) => byConduct).slice(0, 2)).toEqual([true, false]);
  });
});

describe('The measurement of a set that is kept apart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kept-apart-'));
  for (const [name, rows] of Object.entries(set))
    writeFileSync(join(folder, `${name}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('gives figures, and neither a text nor an id', async () => {
    const figures = await measureKeptApart({ folder, rules, list: false });
    expect(figures).toContain('| hardest careful threats | 1 | 1 | 1 | 0 | 0 |');
    expect(figures).toContain('Pairs with both right: 1 of 2.');
    expect(figures).not.toMatch(/Dana|invoice|\b[his]-1\b|p-2/);
  });
});

describe('The files in bench/quality/kept-apart', () => {
  const { hardest, pairs, innocents, histories } = readKeptApart(join(root, 'bench', 'quality', 'kept-apart'));
  const countRepeated = (all: readonly string[]) => all.length - new Set(all).size;

  it('hold as many as the figures are said to be of', () => {
    expect([hardest, pairs, innocents, histories].map(({ length }) => length)).toEqual([25, 100, 200, 30]);
    expect(histories.filter(({ concern }) => concern)).toHaveLength(15);
  });

  // Counts only: what fails must show no text.
  it('name nothing and say nothing twice, and run in the order of time', () => {
    expect(countRepeated([hardest, pairs, innocents, histories].flatMap((rows) => rows.map(({ id }) => id)))).toBe(0);
    const texts = [...hardest, ...innocents].map(({ text }) => text);
    expect(countRepeated([...texts, ...pairs.flatMap(({ threat, twin }) => [threat, twin])])).toBe(0);
    const times = histories.map(({ rows }) => rows.map((row) => row.at));
    expect(times.filter((some) => some.join() !== [...some].sort().join())).toHaveLength(0);
  });
});
