import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { CaseView } from '../api/types.ts';

type Kind = CaseView['guidance']['kinds'][number];

/**
 * What to do, by what the case is (requirement 24): steps as short as a frightened person can follow. The most urgent is open; the others say
 * what they are about, so that the clock and the case are not screens away on a telephone. Of a case that is over none is open.
 */
export function Guidance({
  guidance: { always, kinds },
  isOver,
}: Pick<CaseView, 'guidance'> & { readonly isOver: boolean }) {
  const first = isOver ? undefined : kinds[0];
  const others = isOver ? kinds : kinds.slice(1);
  return (
    <SpaceBetween size="s">
      <Box fontWeight="bold">{always}</Box>
      {first && (
        <div>
          <Box variant="h3">{first.title}</Box>
          <Steps {...first} />
        </div>
      )}
      {others.length > 0 && (
        <div>
          {others.map((kind) => (
            <ExpandableSection key={kind.kind} headerText={kind.title} headingTagOverride="h3">
              <Steps {...kind} />
            </ExpandableSection>
          ))}
        </div>
      )}
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
      {sources.length > 0 && <Box variant="small">{`Source: ${sources.map(({ title }) => title).join('; ')}`}</Box>}
    </>
  );
}
