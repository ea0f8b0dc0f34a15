import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { CaseView } from '../api/types.ts';
import { Countdown } from '../time/countdown.tsx';
import { Moment } from '../time/moment.tsx';
import { plain } from '../words/words.ts';
import { deadlinesOf } from './deadlines.ts';
import { Guidance } from './guidance.tsx';

/** The steps beside what is known, so that what the tabs show begins in the same window; below each other where it is narrow. */
const STEPS_AND_FACTS = [{ colspan: { default: 12, s: 8 } }, { colspan: { default: 12, s: 4 } }];

/** What a frightened person needs in five seconds: what to do, by when, and who knows already. */
export function WhatToDoNow({ shown }: { shown: CaseView }) {
  const { status, disposition, warnings, guidance } = shown;
  const isOver = status === 'closed';
  return (
    <Container header={<Header variant="h2">What to do now</Header>}>
      <SpaceBetween size="m">
        {isOver && (
          <div>
            {disposition === null
              ? 'Nothing here: it is closed, and goes on in another case.'
              : 'Nothing: it is closed, and opens again by itself when the subject writes again.'}
          </div>
        )}
        <Grid gridDefinition={STEPS_AND_FACTS}>
          <Guidance guidance={guidance} isOver={isOver} />
          <Facts shown={shown} />
        </Grid>
        {warnings.map(({ noticeId, kind, toldAt, contactsSince }) => (
          <div key={noticeId}>
            {plain(kind)} on <Moment at={toldAt} />:{' '}
            {contactsSince === 0 ? 'nothing came since' : `${contactsSince} contacts since`}.
          </div>
        ))}
      </SpaceBetween>
    </Container>
  );
}

function Facts({ shown }: { shown: CaseView }) {
  const { status, reasons, told, machineNoticeAt, humanNoticeAt } = shown;
  const due = deadlinesOf(shown);
  const roles = [...new Map(told.map((one) => [one.role, one])).values()];
  return (
    <KeyValuePairs
      items={[
        ...(due.length === 0
          ? [{ label: 'Deadline', value: status === 'closed' ? 'The case is closed' : 'No deadline runs' }]
          : due.map(({ label, at }) => ({ label, value: <Countdown dueAt={at} /> }))),
        { label: 'Why it is a case', value: reasons[0]?.why ?? 'An employee reported it.' },
        {
          label: 'Who was told',
          value:
            roles.length === 0
              ? 'Nobody yet'
              : roles.map(({ role, at }) => (
                  <div key={role}>
                    {plain(role)}, <Moment at={at} />
                  </div>
                )),
        },
        {
          label: 'Known since',
          value: (
            <>
              To the company: <Moment at={machineNoticeAt} />
              <br />
              To a person: {humanNoticeAt === null ? 'not yet' : <Moment at={humanNoticeAt} />}
            </>
          ),
        },
      ]}
    />
  );
}
