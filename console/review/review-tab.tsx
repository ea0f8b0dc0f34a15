import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { EmployeeChoice } from '../people/employee-choice.tsx';
import { AskReason } from '../work/ask-reason.tsx';
import { ReviewOfEmployee } from './review-of-employee.tsx';

/** The review of an employee: HR's, and nobody's who is in it. Who may not see it does not see this tab. */
export function ReviewTab({ shown }: { shown: CaseView }) {
  const { caseId, review, may, status } = shown;
  const change = useChangeCase(caseId);
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <SpaceBetween size="l">
      <Box color="text-body-secondary">
        No discipline before the review is complete; the case does not close while it is open. The employee is told
        neutrally, and supported.
      </Box>
      {review.reviews.map((one) => (
        <ReviewOfEmployee key={one.reviewId} shown={shown} review={one} />
      ))}
      {may.includes('open-review') && status !== 'closed' && (
        <Container header={<Header variant="h2">Open a review by hand</Header>}>
          <SpaceBetween size="s">
            <FormField label="Whom it is about" description="Leave it empty if nobody knows yet.">
              <EmployeeChoice by="target" value={chosen} onChoose={setChosen} />
            </FormField>
            <AskReason
              title="Open a review"
              button="Open a review"
              onSay={(because) =>
                change.mutate({ path: '/reviews', body: { employeeId: chosen, because }, done: 'The review is open.' })
              }
            />
            {chosen !== null && (
              <Button variant="link" onClick={() => setChosen(null)}>
                Nobody by name
              </Button>
            )}
          </SpaceBetween>
        </Container>
      )}
    </SpaceBetween>
  );
}
