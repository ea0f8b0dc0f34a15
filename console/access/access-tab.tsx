import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseView, OnRoster } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { WordTable } from '../layout/word-table.tsx';
import { EmployeeChoice } from '../people/employee-choice.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { plain } from '../words/words.ts';
import { AskReason } from '../work/ask-reason.tsx';

/** Why somebody is on the roster of a case. */
const BECAUSE: Readonly<Record<OnRoster['because'][number], string>> = {
  security: 'Security sees every case',
  legal: 'Legal sees every case',
  auditor: 'Auditors see every case',
  'hr-lane': 'It is in the lane of human resources',
  'hr-threat': 'Human resources see every threat',
  'hr-conduct': 'It is of a kind that human resources act on',
  'hr-told': 'Human resources were told of it',
  'hr-review': 'An employee is under review',
  supervises: 'They are above an employee of the case',
  'nobody-supervises': 'Nobody is above the employees of the case',
  climbed: 'They were told after a missed clock',
  handed: 'It was handed to them',
  granted: 'Somebody let them see it',
};

/** Who may see this case, and why (requirement 31). */
export function AccessTab({ shown: { caseId, may } }: { shown: CaseView }) {
  const { api } = useSignedIn();
  const change = useChangeCase(caseId);
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const { data, error } = useQuery({
    queryKey: ['roster', caseId],
    queryFn: ({ signal }) =>
      api.ask<{ people: OnRoster[]; withdrawn: { employeeId: string; name: string }[] }>(
        `/api/cases/${caseId}/roster`,
        {
          signal,
        },
      ),
    staleTime: 30_000,
  });
  if (data === undefined) return <NotThereYet error={error} />;
  const { people: onRoster, withdrawn } = data.body;
  const refresh = { onSuccess: () => void queries.invalidateQueries({ queryKey: ['roster', caseId] }) };
  const withdraw = ({ employeeId, name }: OnRoster, reason: string) =>
    change.mutate(
      { path: '/access/withdrawal', body: { employeeId, reason }, done: `${name} no longer sees the case.` },
      refresh,
    );
  return (
    <WordTable
      header={
        <Header
          variant="h2"
          description="Need to know: nobody else sees that there is such a case."
          actions={
            may.includes('grant-access') && (
              <AskReason
                title="Let somebody see this case"
                button="Let somebody see it"
                ready={chosen !== null}
                onSay={(reason) =>
                  change.mutate(
                    {
                      path: '/access',
                      body: { employeeId: chosen, reason },
                      done: 'They may see the case, and are told.',
                    },
                    refresh,
                  )
                }
              >
                <FormField label="Whom">
                  <EmployeeChoice by="target" value={chosen} onChoose={setChosen} />
                </FormField>
              </AskReason>
            )
          }
        >
          Who may see it
        </Header>
      }
      items={onRoster}
      trackBy={({ employeeId, role }) => `${employeeId}${role}`}
      footer={withdrawn.length > 0 && `Taken off it: ${withdrawn.map(({ name }) => name).join(', ')}.`}
      columnDefinitions={[
        { id: 'name', header: 'Who', cell: ({ name }) => name, isRowHeader: true },
        { id: 'position', header: 'Position', cell: ({ position }) => position },
        { id: 'role', header: 'As', cell: ({ role }) => plain(role) },
        { id: 'because', header: 'Because', cell: ({ because }) => because.map((one) => BECAUSE[one]).join('; ') },
        {
          id: 'until',
          header: 'Until',
          cell: ({ until }) => (until === null ? 'the case ends' : <Moment at={until} />),
        },
        ...(may.includes('grant-access')
          ? [
              {
                id: 'withdraw',
                header: 'Withdraw',
                cell: (one: OnRoster) => (
                  <SpaceBetween size="xs">
                    <AskReason
                      title={`Take ${one.name} off the case`}
                      button="Withdraw"
                      onSay={(reason) => withdraw(one, reason)}
                    />
                  </SpaceBetween>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
