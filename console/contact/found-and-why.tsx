import Box from '@cloudscape-design/components/box';
import type { ReactNode } from 'react';
import type { Signal } from '../../functions/contracts/signal.ts';
import { PageLink } from '../layout/page-link.tsx';
import { WhyFound } from './found-words.tsx';

/** Each finding with its why, numbered as in the text; what `more` gives stands under it. Nothing where nothing was found. */
export function FoundAndWhy({
  signals,
  withRecord,
  more,
}: {
  signals: readonly Signal[];
  /** Whether it leads to the record of each detection. */
  withRecord: boolean;
  more: (signal: Signal) => ReactNode;
}) {
  if (signals.length === 0) return null;
  return (
    <div>
      <Box variant="h4">What was found, and why</Box>
      <ol>
        {signals.map((signal, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the numbers in the text name them by their place.
          <li key={index}>
            <WhyFound signal={signal} />
            {withRecord && (
              <PageLink to={`/detections?id=${encodeURIComponent(signal.id)}`}>{`The record of ${signal.id}`}</PageLink>
            )}
            {more(signal)}
          </li>
        ))}
      </ol>
    </div>
  );
}
