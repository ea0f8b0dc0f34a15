import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Steps from '@cloudscape-design/components/steps';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import type { CareStage } from '../../functions/contracts/case-care.ts';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { Choice } from '../layout/choice.tsx';
import { inWords } from '../time/moment.tsx';
import { choicesOf } from '../words/choices.ts';
import { plain } from '../words/words.ts';
import { AskReason } from '../work/ask-reason.tsx';

const STAGES: readonly CareStage[] = ['service-effort', 'assess-and-act', 'report', 'evaluate-the-relationship'];

/** Where the handling of the customer stands (requirement 32): in order, and back only with a reason. */
export function Care({ shown: { caseId, care, may } }: { shown: CaseView }) {
  const change = useChangeCase(caseId);
  const [back, setBack] = useState<CareStage | null>(null);
  const [facts, setFacts] = useState('');
  const at = care.at(-1) ?? null;
  const place = at === null ? -1 : STAGES.indexOf(at.stage);
  const next = STAGES[place + 1];
  const earlier = choicesOf(...STAGES.slice(0, Math.max(0, place)));
  return (
    <Container
      header={
        <Header variant="h2" description="Service effort, assess and act, report, evaluate the relationship.">
          Where it stands
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Steps
          steps={STAGES.map((stage, index) => {
            const reached = care.findLast((step) => step.stage === stage);
            return {
              header: plain(stage),
              status: index < place ? 'success' : index === place ? 'in-progress' : 'pending',
              details:
                reached === undefined ? undefined : `${reached.facts} (${reached.by.name}, ${inWords(reached.since)})`,
            };
          })}
        />
        {may.includes('reach-care-stage') && (
          <SpaceBetween direction="horizontal" size="xs">
            {next !== undefined && (
              <AskReason
                title={`It comes to: ${plain(next)}`}
                button={`On to ${plain(next).toLowerCase()}`}
                description="What was done or found that brings the case there."
                onSay={(said) =>
                  change.mutate({ path: '/care-stage', body: { stage: next, facts: said }, done: 'It is on record.' })
                }
              />
            )}
            {earlier.length > 0 && (
              <AskReason
                title="Back to an earlier stage"
                button="Go back"
                ready={back !== null && facts.trim() !== ''}
                onSay={(backBecause) =>
                  change.mutate({
                    path: '/care-stage',
                    body: { stage: back, facts: facts.trim(), backBecause },
                    done: 'It is on record.',
                  })
                }
              >
                <FormField label="To">
                  <Choice options={earlier} value={back} onChoose={setBack} />
                </FormField>
                <FormField label="What is so now" stretch>
                  <Textarea value={facts} onChange={({ detail }) => setFacts(detail.value)} />
                </FormField>
              </AskReason>
            )}
          </SpaceBetween>
        )}
        {care.length === 0 && <Box color="text-body-secondary">No stage is recorded yet.</Box>}
      </SpaceBetween>
    </Container>
  );
}
