import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { CaseView } from '../api/types.ts';

/** What to do, by what the case is, the most urgent first (requirement 24): steps as short as a frightened person can follow. */
export function Guidance({ guidance: { always, kinds } }: Pick<CaseView, 'guidance'>) {
  return (
    <SpaceBetween size="s">
      {kinds.map(({ kind, title, steps, sources }) => (
        <div key={kind}>
          <Box variant="h3">{title}</Box>
          <ol className="steps">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {sources.length > 0 && (
            <Box variant="small">{`After ${sources.map(({ title: name }) => name).join('; ')}`}</Box>
          )}
        </div>
      ))}
      <Box color="text-body-secondary">{always}</Box>
    </SpaceBetween>
  );
}
