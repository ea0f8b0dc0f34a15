import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../bench/quality/render-markdown.ts';
import { renderPage } from '../../../bench/quality/render-page.ts';
import { goalsOf, type QualityReport, type Ranking } from '../../../bench/quality/report.ts';

const ranking = (trainedOn: Ranking['trainedOn'], area: number): Ranking => ({
  set: 'letters',
  label: 'threat',
  score: 'threat',
  trainedOn,
  way: 'both',
  area,
  low: area - 0.01,
  high: area + 0.01,
  averagePrecision: 0.5,
  recall: [0.3, 0.4],
  reach: 0.9,
});

const report: QualityReport = {
  versions: ['rules@<1>'],
  every: 1,
  flagRates: [{ set: 'calm', texts: 500, flagged: 2, unscored: 1, reach: 3 }],
  rankings: [ranking('yes', 0.99), ranking('left out', 0.8)],
  own: {
    shares: [{ group: 'violence', kind: 'implied', texts: 10, flagged: 9 }],
    pairsRight: 3,
    pairs: 10,
    groups: [],
    reliability: [],
  },
};

describe('A quality report', () => {
  it('says of each goal whether it is reached, or by how much it falls short', () => {
    const goals = goalsOf(report).map(({ figure, short }) => [figure, Number(short.toFixed(3))]);
    expect(goals).toEqual([
      ['calm: flags per 1,000', 1],
      ['our own implied threats, held out: share flagged', 0],
      ['our own pairs, held out: both right', 0.55],
      ['letters threat: AUC', 0.1],
    ]);
  });

  it('holds no set to a goal that it was trained on', () => {
    const trained = { ...report, rankings: [ranking('yes', 0.5)] };
    expect(goalsOf(trained).some(({ figure }) => figure.startsWith('letters'))).toBe(false);
  });

  it('shows the same goals in Markdown and on the page, which loads nothing and lets no name become markup', () => {
    expect(renderMarkdown(report)).toContain('| calm: flags per 1,000 | 4.000 | ≤ 3 | 1.000 |');
    const page = renderPage(report);
    expect(page).toContain('<td>calm: flags per 1,000</td><td>4.000</td>');
    expect(page).not.toMatch(/https?:|<script|<1>/);
  });
});
