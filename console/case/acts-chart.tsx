import './acts-chart.css';
import type { Channel } from '../../functions/contracts/vocabulary.ts';
import type { CaseView } from '../api/types.ts';
import { inWords } from '../time/moment.tsx';
import { CHANNELS, plain, SEVERITIES } from '../words/words.ts';
import { ActMark } from './act-mark.tsx';

const WIDTH = 800;
const HEIGHT = 220;
const LEFT = 40;
const RIGHT = 20;
const TOP = 20;
const BOTTOM = 40;
/** Of the first and the last act from the edges, so that none covers the numbers. */
const INSET = 16;

type Contact = CaseView['contacts'][number];
export type Act = Pick<Contact, 'contactId' | 'occurredAt' | 'severity' | 'channel' | 'part' | 'targetIds'> &
  Partial<Pick<Contact, 'sightingOf'>>;
export interface Told {
  readonly noticeId: string;
  readonly kind: string;
  readonly toldAt: string;
  /** Null: about contact with anybody. */
  readonly targetId: string | null;
}

/** Severity of each act over time, and where the subject was told to stop. The table of acts says the same in words. */
export function ActsChart({ acts, notices }: { acts: readonly Act[]; notices: readonly Told[] }) {
  if (acts.length === 0) return <p>No act of this kind.</p>;
  const times = [...acts.map(({ occurredAt }) => occurredAt), ...notices.map(({ toldAt }) => toldAt)].map(Date.parse);
  const first = Math.min(...times);
  const span = Math.max(...times) - first;
  const x = (at: string) =>
    LEFT + INSET + (span === 0 ? 0.5 : (Date.parse(at) - first) / span) * (WIDTH - LEFT - RIGHT - 2 * INSET);
  const y = (severity: number) => TOP + (1 - severity / 4) * (HEIGHT - TOP - BOTTOM);
  const summary = `${acts.length} acts from ${inWords(new Date(first).toISOString())}; ${notices.length} notices.`;
  const used = (Object.keys(CHANNELS) as Channel[]).filter((channel) => acts.some((act) => act.channel === channel));
  return (
    <>
      <svg className="acts-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary}>
        {SEVERITIES.map((name, severity) => (
          <g key={name}>
            <line className="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(severity)} y2={y(severity)} />
            <text x={LEFT - 8} y={y(severity) + 4} textAnchor="end">
              {severity}
            </text>
          </g>
        ))}
        {notices.map(({ noticeId, kind, toldAt }) => (
          <g key={noticeId}>
            <line className="notice" x1={x(toldAt)} x2={x(toldAt)} y1={TOP - 6} y2={HEIGHT - BOTTOM} />
            <text x={x(toldAt)} y={TOP - 8} textAnchor={anchorAt(x(toldAt))}>
              {plain(kind)}
            </text>
          </g>
        ))}
        {acts.map(({ contactId, occurredAt, severity, channel, part }) => (
          <ActMark
            key={contactId}
            channel={channel}
            x={x(occurredAt)}
            y={y(severity)}
            size={part === 'flagged' ? 7 : 5}
            flagged={part === 'flagged'}
            title={`${inWords(occurredAt)}, ${plain(channel)}: ${SEVERITIES[severity]}`}
          />
        ))}
        <text x={LEFT} y={HEIGHT - 12}>
          {inWords(new Date(first).toISOString())}
        </text>
        {span > 0 && (
          <text x={WIDTH - RIGHT} y={HEIGHT - 12} textAnchor="end">
            {inWords(new Date(first + span).toISOString())}
          </text>
        )}
      </svg>
      <ul className="acts-legend">
        {used.map((channel) => (
          <li key={channel}>
            <svg viewBox="-10 -10 20 20" aria-hidden="true">
              <ActMark channel={channel} x={0} y={0} size={6} flagged={false} />
            </svg>
            {plain(channel)}
          </li>
        ))}
        <li>Filled: flagged</li>
      </ul>
    </>
  );
}

/** A word at an edge stays within the picture. */
function anchorAt(x: number): 'start' | 'middle' | 'end' {
  if (x < LEFT + 60) return 'start';
  return x > WIDTH - RIGHT - 60 ? 'end' : 'middle';
}
