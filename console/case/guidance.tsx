import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { CaseView } from '../api/types.ts';

type Kind = CaseView['guidance']['kinds'][number];

/**
 * What to do, by what the case is (requirement 24): steps as short as a frightened person can follow. The most urgent is open; the others say
 * what they are about, so that the clock and the case are not screens away on a telephone.
 */
export function Guidance({ guidance: { always, kinds } }: Pick<CaseView, 'guidance'>) {
  const [first, ...others] = kinds;
  return (
    <SpaceBetween size="s">
      {first && (
        <div>
          <Box variant="h3">{first.title}</Box>
          <Steps {...first} />
        </div>
      )}
      {others.map((kind) => (
        <ExpandableSection key={kind.kind} headerText={kind.title} headingTagOverride="h3">
          <Steps {...kind} />
        </ExpandableSection>
      ))}
      <Box color="text-body-secondary">{always}</Box>
    </SpaceBetween>
  );
}

function Steps({ steps, sources }: Pick<Kind, 'steps' | 'sources'>) {
  return (
    <>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {sources.length > 0 && <Box variant="small">{`After ${sources.map(({ title }) => title).join('; ')}`}</Box>}
    </>
  );
}
