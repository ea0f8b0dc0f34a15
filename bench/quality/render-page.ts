import { bars, escapeHtml, reliabilityChart } from './charts.ts';
import { goalsOf, type QualityReport } from './report.ts';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
svg { max-width: 100%; height: auto; color: inherit; }
table { border-collapse: collapse; } th, td { padding: .25rem .75rem; text-align: left; border-bottom: 1px solid #8885; }
.short { font-weight: 600; }`;

/** The report as one HTML page with its charts drawn in: it loads nothing from anywhere. */
export function renderPage(report: QualityReport): string {
  const { versions, every, flagRates, rankings, own } = report;
  const honest = rankings.filter(({ trainedOn }) => trainedOn !== 'yes');
  const sections = [
    `<h1>Quality</h1><p>Measured: ${escapeHtml(versions.join(', '))}; one text in ${every} of the public sets, one pair in ${every} of our own corpus.</p>`,
    `<h2>What was to be reached</h2>${goalTable(report)}`,
    `<h2>Flags per 1,000 on text in which nothing should open a case</h2>${bars(
      flagRates.map(({ set, texts, flagged, reach }) => ({
        label: `${set} (${texts})`,
        value: (1000 * flagged) / Math.max(1, texts),
        mark: reach,
      })),
      { digits: 1 },
    )}`,
    `<h2>Our own corpus, the part that is never trained on: share flagged</h2>${bars(
      own.shares.map(({ group, kind, texts, flagged }) => ({
        label: `${group}, ${kind} (${texts})`,
        value: flagged / texts,
      })),
      { most: 1, digits: 2 },
    )}<p>Near-twins told apart, both right: ${own.pairsRight} of ${own.pairs} pairs.</p>`,
    `<h2>Area under the ROC curve, on sets that were not trained on</h2>${bars(
      honest.map(({ set, label, way, area, low, high, reach }) => ({
        label: `${set} ${label}, ${way}`,
        value: area,
        interval: [low, high] as const,
        ...(reach === null ? {} : { mark: reach }),
      })),
      { most: 1, digits: 3 },
    )}`,
    `<h2>Are the probabilities true?</h2><p>Held-out rows of our own corpus, each asked of every group.</p>${reliabilityChart(own.reliability)}`,
  ];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Quality</title><style>${STYLE}</style><body>${sections.join('\n')}</body></html>\n`;
}

function goalTable(report: QualityReport): string {
  const rows = goalsOf(report).map(
    ({ figure, measured, reach, short }) =>
      `<tr><td>${escapeHtml(figure)}</td><td>${measured.toFixed(3)}</td><td>${reach}</td><td${short > 0 ? ' class="short"' : ''}>${short === 0 ? 'reached' : short.toFixed(3)}</td></tr>`,
  );
  return `<table><thead><tr><th>figure</th><th>measured</th><th>reach</th><th>short by</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
