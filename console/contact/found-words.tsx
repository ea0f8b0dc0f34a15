import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import type { Signal } from '../../functions/contracts/signal.ts';
import { nameOfDetection } from '../words/findings.ts';
import { SEVERITIES } from '../words/words.ts';

/**
 * Words that something was found in: why is shown when they are pointed at or focused, stays while it is pointed at itself, and is put
 * away by Escape (WCAG 2.2, 1.4.13).
 */
export function FoundWords({
  signals,
  numbers,
  children,
}: {
  signals: readonly Signal[];
  numbers: readonly number[];
  children: ReactNode;
}) {
  const id = useId();
  const [putAway, setPutAway] = useState(false);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') setPutAway(true);
    if (key === 'Enter' || key === ' ') setPutAway((is) => !is);
  };
  return (
    <span className={putAway ? 'found put-away' : 'found'}>
      {/* biome-ignore lint/a11y/useSemanticElements: a button element cannot break over lines as words do. */}
      <span
        role="button"
        tabIndex={0}
        aria-describedby={id}
        onKeyDown={onKeyDown}
        onFocus={() => setPutAway(false)}
        onMouseEnter={() => setPutAway(false)}
        data-found={numbers.join(' ')}
      >
        {children}
        <span className="found-number">[{numbers.join(', ')}]</span>
      </span>
      <span className="found-why" role="tooltip" id={id}>
        {signals.map((signal) => (
          <WhyFound key={signal.id} signal={signal} />
        ))}
      </span>
    </span>
  );
}

/** One finding in words: what it is, why, and what lowered it. */
export function WhyFound({ signal: { id, why, severity, severityBefore, lowered, by } }: { signal: Signal }) {
  return (
    <span>
      <strong>{nameOfDetection(id)}</strong>
      <br />
      {why}
      <br />
      {`Severity ${severity}: ${SEVERITIES[severity]}.`}
      {lowered.map(({ context, why: because, fromSeverity, toSeverity }) => (
        <span key={context}>
          <br />
          {`Lowered from ${fromSeverity} to ${toSeverity} by ${context.replaceAll('-', ' ')}: ${because}`}
        </span>
      ))}
      {lowered.length === 0 && severityBefore !== severity && ` It was ${severityBefore} before context.`}
      <br />
      <small>{`${id}, ${by}`}</small>
      <br />
    </span>
  );
}
