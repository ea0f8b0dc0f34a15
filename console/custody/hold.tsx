import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { Moment } from '../time/moment.tsx';
import { AskReason } from '../work/ask-reason.tsx';

/** A legal hold: while it is on, no original of the case is deleted, whatever its time. */
export function Hold({ shown: { caseId, custody } }: { shown: CaseView }) {
  const change = useChangeCase(caseId);
  const { hold } = custody;
  return (
    <Container header={<Header variant="h2">Legal hold</Header>}>
      <SpaceBetween size="s">
        <div>
          {hold === null ? (
            'No hold is on the case.'
          ) : (
            <>
              On hold since <Moment at={hold.since} />: {hold.reason}
            </>
          )}
        </div>
        {hold === null ? (
          <AskReason
            title="Place a hold"
            button="Place a hold"
            onSay={(reason) => change.mutate({ path: '/hold', body: { reason }, done: 'The case is on hold.' })}
          />
        ) : (
          <AskReason
            title="Lift the hold"
            button="Lift the hold"
            onSay={(reason) => change.mutate({ path: '/hold/lift', body: { reason }, done: 'The hold is lifted.' })}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}
