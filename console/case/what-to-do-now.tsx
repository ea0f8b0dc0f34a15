import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { CaseView } from '../api/types.ts';
import { Countdown } from '../time/countdown.tsx';
import { Moment } from '../time/moment.tsx';
import { plain } from '../words/words.ts';
import { deadlinesOf } from './deadlines.ts';
import { Guidance } from './guidance.tsx';

/** What a frightened person needs in five seconds: what to do, by when, and who knows already. */
export function WhatToDoNow({ shown }: { shown: CaseView }) {
  const { status, reasons, told, machineNoticeAt, humanNoticeAt, warnings, guidance } = shown;
  const due = deadlinesOf(shown);
  const roles = [...new Map(told.map((one) => [one.role, one])).values()];
  return (
    <Container header={<Header variant="h2">What to do now</Header>}>
      <SpaceBetween size="m">
        <Guidance guidance={guidance} />
        <KeyValuePairs
          columns={4}
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
              label: 'Notice',
              value: (
                <>
                  Held since <Moment at={machineNoticeAt} />
                  <br />
                  {humanNoticeAt === null ? (
                    'No person was told yet'
                  ) : (
                    <>
                      A person since <Moment at={humanNoticeAt} />
                    </>
                  )}
                </>
              ),
            },
          ]}
        />
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
