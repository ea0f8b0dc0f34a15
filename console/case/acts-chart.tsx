import './acts-chart.css';
import type { CaseView } from '../api/types.ts';
import { inWords } from '../time/moment.tsx';
import { plain, SEVERITIES } from '../words/words.ts';

const WIDTH = 800;
const HEIGHT = 220;
const LEFT = 40;
const RIGHT = 20;
const TOP = 20;
const BOTTOM = 40;

type Contact = CaseView['contacts'][number];
interface Props {
  readonly contacts: readonly (Pick<Contact, 'contactId' | 'occurredAt' | 'severity' | 'channel' | 'part'> &
    Partial<Pick<Contact, 'sightingOf'>>)[];
  readonly warnings: readonly { readonly noticeId: string; readonly kind: string; readonly toldAt: string }[];
}

/** Severity of each act over time, and where the subject was told to stop. The table of acts says the same in words. */
export function ActsChart({ contacts, warnings }: Props) {
  const acts = contacts.filter(({ sightingOf }) => sightingOf === undefined);
  const times = [...acts.map(({ occurredAt }) => occurredAt), ...warnings.map(({ toldAt }) => toldAt)].map(Date.parse);
  const first = Math.min(...times);
  const span = Math.max(...times) - first;
  const x = (at: string) => LEFT + (span === 0 ? 0.5 : (Date.parse(at) - first) / span) * (WIDTH - LEFT - RIGHT);
  const y = (severity: number) => TOP + (1 - severity / 4) * (HEIGHT - TOP - BOTTOM);
  const summary = `${acts.length} acts from ${inWords(new Date(first).toISOString())}; ${warnings.length} notices.`;
  return (
    <svg className="acts-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary}>
      {SEVERITIES.map((name, severity) => (
        <g key={name}>
          <line className="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(severity)} y2={y(severity)} />
          <text x={LEFT - 8} y={y(severity) + 4} textAnchor="end">
            {severity}
          </text>
        </g>
      ))}
      {warnings.map(({ noticeId, kind, toldAt }) => (
        <g key={noticeId}>
          <line className="notice" x1={x(toldAt)} x2={x(toldAt)} y1={TOP - 6} y2={HEIGHT - BOTTOM} />
          <text x={x(toldAt)} y={TOP - 8} textAnchor="middle">
            {plain(kind)}
          </text>
        </g>
      ))}
      {acts.map(({ contactId, occurredAt, severity, channel, part }) => (
        <circle
          key={contactId}
          className={part === 'flagged' ? 'act flagged' : 'act'}
          cx={x(occurredAt)}
          cy={y(severity)}
          r={part === 'flagged' ? 7 : 5}
        >
          <title>{`${inWords(occurredAt)}, ${plain(channel)}: ${SEVERITIES[severity]}`}</title>
        </circle>
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
  );
}
