import { goalsOf, type QualityReport } from './report.ts';

/** The report as Markdown tables, for a terminal or a model card. */
export function renderMarkdown(report: QualityReport): string {
  const { versions, every, flagRates, rankings, own } = report;
  const lines = [
    '# Quality',
    '',
    `Measured: ${versions.join(', ')}; one text in ${every} of the public sets, one pair in ${every} of our own corpus.`,
    '',
    '## What was to be reached',
    '',
    ...table(
      ['figure', 'measured', 'reach', 'short by'],
      goalsOf(report).map(({ figure, measured, reach, short }) => [
        figure,
        shown(measured),
        reach,
        short === 0 ? 'reached' : shown(short),
      ]),
    ),
    '',
    '## Flags per 1,000 on text in which nothing should open a case',
    '',
    ...table(
      ['set', 'texts', 'flagged', 'per 1,000', 'reach', 'unscored'],
      flagRates.map(({ set, texts, flagged, unscored, reach }) => [
        set,
        texts,
        flagged,
        ((1000 * flagged) / Math.max(1, texts)).toFixed(2),
        `≤ ${reach}`,
        unscored,
      ]),
    ),
    '',
    '## Our own corpus, the part that is never trained on',
    '',
    ...table(
      ['group', 'kind', 'texts', 'flagged'],
      own.shares.map(({ group, kind, texts, flagged }) => [group, kind, texts, shown(flagged / texts)]),
    ),
    '',
    `Near-twins told apart, both right: ${own.pairsRight} of ${own.pairs} pairs (${shown(own.pairsRight / Math.max(1, own.pairs))}).`,
    '',
    ...table(
      ['group', 'positives / near-twins', 'model AUC over near-twins (95%)'],
      own.groups.map(({ group, positives, twins, ...area }) => [group, `${positives} / ${twins}`, interval(area)]),
    ),
    '',
    ...table(
      ['probability said', 'texts', 'mean said', 'share positive'],
      own.reliability.map(({ from, to, texts, meanSaid, sharePositive }) => [
        `${from}–${to}`,
        texts,
        shown(meanSaid),
        shown(sharePositive),
      ]),
    ),
    '',
    '## Ranking',
    '',
    ...table(
      [
        'set',
        'label',
        'score',
        'trained on',
        'way',
        'AUC (95%)',
        'average precision',
        'recall at 1 / 2 flags per 1,000',
      ],
      rankings.map(({ set, label, score, trainedOn, way, averagePrecision, recall, ...area }) => [
        set,
        label,
        score,
        trainedOn,
        way,
        interval(area),
        shown(averagePrecision),
        recall.map((share) => share.toFixed(2)).join(' / '),
      ]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

const shown = (share: number) => share.toFixed(3);
const interval = ({ area, low, high }: { area: number; low: number; high: number }) =>
  `${shown(area)} (${shown(low)}–${shown(high)})`;
