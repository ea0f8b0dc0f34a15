import type { ReliabilityBin } from './report.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly interval?: readonly [number, number];
  /** A line to reach or to stay under. */
  readonly mark?: number;
}

const ROW = 26;
const LABEL = 300;
const PLOT = 460;
const SIDE = 300;

/** A horizontal bar a row, with its figure, its interval as a whisker and its mark as a line. `most` is the end of the scale. */
export function bars(rows: readonly Bar[], { most, digits }: { most?: number; digits: number }): string {
  const end = most ?? Math.max(1, ...rows.flatMap(({ value, mark }) => [value, mark ?? 0]));
  const x = (value: number) => LABEL + (PLOT * Math.min(value, end)) / end;
  const drawn = rows.map(({ label, value, interval, mark }, index) => {
    const y = index * ROW;
    const whisker =
      interval === undefined
        ? ''
        : `<line x1="${x(interval[0])}" x2="${x(interval[1])}" y1="${y + 12}" y2="${y + 12}" stroke="currentColor" stroke-width="2"/>`;
    const line =
      mark === undefined
        ? ''
        : `<line x1="${x(mark)}" x2="${x(mark)}" y1="${y + 2}" y2="${y + 22}" stroke="#d13212" stroke-width="2"/>`;
    return `<text x="${LABEL - 8}" y="${y + 17}" text-anchor="end">${escapeHtml(label)}</text><rect x="${LABEL}" y="${y + 4}" width="${x(value) - LABEL}" height="16" fill="#539fe5"/>${whisker}${line}<text x="${LABEL + PLOT + 8}" y="${y + 17}">${value.toFixed(digits)}</text>`;
  });
  return svg(
    LABEL + PLOT + 70,
    rows.length * ROW,
    'Bars; a red line marks what is to be reached or stayed under',
    drawn,
  );
}

/** What was said against what was so; on the diagonal the two are the same. */
export function reliabilityChart(bins: readonly ReliabilityBin[]): string {
  const at = ({ meanSaid, sharePositive }: ReliabilityBin) =>
    `${40 + SIDE * meanSaid},${10 + SIDE * (1 - sharePositive)}`;
  const dots = bins.map((bin) => {
    const [x, y] = at(bin).split(',');
    return `<circle cx="${x}" cy="${y}" r="4" fill="#539fe5"><title>said ${bin.meanSaid.toFixed(3)}, so ${bin.sharePositive.toFixed(3)}, of ${bin.texts} texts</title></circle>`;
  });
  return svg(SIDE + 60, SIDE + 50, 'Reliability: probability said against share that was positive', [
    `<rect x="40" y="10" width="${SIDE}" height="${SIDE}" fill="none" stroke="currentColor"/>`,
    `<line x1="40" y1="${SIDE + 10}" x2="${SIDE + 40}" y2="10" stroke="currentColor" stroke-dasharray="4"/>`,
    `<polyline points="${bins.map(at).join(' ')}" fill="none" stroke="#539fe5" stroke-width="2"/>`,
    ...dots,
    `<text x="${40 + SIDE / 2}" y="${SIDE + 40}" text-anchor="middle">probability said, 0 to 1</text>`,
    `<text x="14" y="${10 + SIDE / 2}" text-anchor="middle" transform="rotate(-90 14 ${10 + SIDE / 2})">share that was so</text>`,
  ]);
}

/** Text made safe for HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function svg(width: number, height: number, says: string, parts: readonly string[]): string {
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${says}" font-size="13" fill="currentColor">${parts.join('')}</svg>`;
}
