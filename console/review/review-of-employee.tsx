import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { usePeople } from '../api/people.ts';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { Countdown } from '../time/countdown.tsx';
import { Moment } from '../time/moment.tsx';
import { plain } from '../words/words.ts';
import { Findings } from './findings.tsx';
import { StepForm } from './step-form.tsx';
import { AFTER, BEFORE } from './steps.ts';

type Review = CaseView['review']['reviews'][number];

/** One review, with the steps that it has had and those that are due. */
export function ReviewOfEmployee({ shown, review }: { shown: CaseView; review: Review }) {
  const { caseId, may } = shown;
  const { nameOf } = usePeople();
  const change = useChangeCase(caseId);
  const { reviewId, employeeId, because, told, support, interviews, facts, completedAt, discipline, appeals } = review;
  const works = may.includes('work-review');
  const path = `/reviews/${reviewId}`;
  const due = (at: string | null, done: string) => (at === null ? done : <Countdown dueAt={at} />);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={because}
          actions={
            works &&
            completedAt === null && (
              <Button
                variant="primary"
                onClick={() => change.mutate({ path: `${path}/completion`, body: {}, done: 'The review is complete.' })}
              >
                Complete the review
              </Button>
            )
          }
        >
          {`Review of ${employeeId === null ? 'somebody who is not named yet' : nameOf(employeeId)}`}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={4}
          items={[
            { label: 'Opened', value: <Moment at={review.openedAt} /> },
            { label: 'The employee is told', value: due(review.noteDueAt, told === null ? 'not needed' : 'done') },
            {
              label: 'Support is offered',
              value: due(review.supportDueAt, support.length > 0 ? 'done' : 'not needed'),
            },
            {
              label: 'Complete',
              value: completedAt === null ? <Countdown dueAt={review.completeDueAt} /> : <Moment at={completedAt} />,
            },
          ]}
        />
        {told !== null && (
          <Box>
            {`Told ${plain(told.how).toLowerCase()} by ${told.who}, `}
            <Moment at={told.toldAt} />
          </Box>
        )}
        {facts.map(({ kind, text, source, who }) => (
          <Box key={`${kind}${text}`}>
            <strong>{plain(kind)}: </strong>
            {`${text} (${who}; ${source})`}
          </Box>
        ))}
        {support.map(({ step, offeredAt, accepted, note }) => (
          <Box key={`${step}${offeredAt}`}>
            {`Offered ${plain(step).toLowerCase()}${accepted === null ? '' : accepted ? ', accepted' : ', declined'}${note ? `: ${note}` : ''}, `}
            <Moment at={offeredAt} />
          </Box>
        ))}
        {interviews.map(({ of, outcome, heldAt, who, summary }) => (
          <Box key={`${of}${heldAt}`}>
            {`Interview of the ${of}, ${outcome} (${who}): ${summary} `}
            <Moment at={heldAt} />
          </Box>
        ))}
        <Findings caseId={caseId} review={review} mayWrite={works && completedAt === null} />
        {discipline.map(({ measure, decidedAt, who, note }) => (
          <Box key={`${measure}${decidedAt}`}>
            {`${plain(measure)}, decided by ${who}: ${note} `}
            <Moment at={decidedAt} />
          </Box>
        ))}
        {appeals.map(({ number, against, grounds, decision }) => (
          <Box key={number}>
            {`Appeal against the ${against}: ${grounds}. ${decision === null ? 'Not decided yet.' : plain(decision.outcome)}`}
          </Box>
        ))}
        {works && (
          <StepForm
            steps={completedAt === null ? BEFORE : AFTER}
            onRecord={(step, body, onSuccess) =>
              change.mutate({ path: `${path}${step}`, body, done: 'It is on record.' }, { onSuccess })
            }
          />
        )}
      </SpaceBetween>
    </Container>
  );
}
