import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import type { DispositionRule } from '../../functions/contracts/disposition-rule.ts';
import type { ConsoleRole, Disposition } from '../../functions/contracts/vocabulary.ts';
import { useClosing } from '../api/dispositions.ts';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { DISPOSITIONS, plain } from '../words/words.ts';
import { AskReason } from './ask-reason.tsx';
import { FactInput, factToSend } from './fact-input.tsx';
import { momentNow } from './moment-input.tsx';

/** How a case ends: each disposition with its meaning, and what it asks for. None of them says that there is no risk. */
export function CloseCase({ shown }: { shown: CaseView }) {
  const { caseId, status, work, may, warnings, disposition: closedAs } = shown;
  const { session } = useSignedIn();
  const { dispositions, error } = useClosing();
  const change = useChangeCase(caseId);
  const [chosen, setChosen] = useState<Disposition | null>(null);
  const [facts, setFacts] = useState<Record<string, string>>({});
  const [note, setNote] = useState('');
  const header = <Header variant="h2">{status === 'closed' ? 'How it was closed' : 'Close the case'}</Header>;

  if (status === 'closed') {
    return (
      <Container header={header}>
        <SpaceBetween size="m">
          <KeyValuePairs
            columns={3}
            items={[
              {
                label: 'Disposition',
                value: closedAs === null ? 'It goes on in another case' : DISPOSITIONS[closedAs],
              },
              ...Object.entries(work.closedWith?.facts ?? {}).map(([label, value]) => ({ label: plain(label), value })),
              ...(work.closedWith === null
                ? []
                : [
                    {
                      label: 'Closed by',
                      value: (
                        <>
                          {work.closedWith.by.name}, <Moment at={work.closedWith.at} />
                        </>
                      ),
                    },
                  ]),
            ]}
          />
          {may.includes('reopen') && (
            <AskReason
              title="Open the case again"
              button="Open it again"
              onSay={(reason) => change.mutate({ path: '/reopen', body: { reason }, done: 'It is open again.' })}
            />
          )}
        </SpaceBetween>
      </Container>
    );
  }
  if (!may.includes('close')) return null;
  if (dispositions === null) {
    return (
      <Container header={header}>
        <NotThereYet error={error} />
      </Container>
    );
  }
  const rule = dispositions.find(({ disposition }) => disposition === chosen);
  const asked = rule?.asks ?? [];
  const isGiven = (fact: string) => (facts[fact] ?? '').trim() !== '';
  const isAnswered =
    asked.every(({ fact, required }) => !required || isGiven(fact)) &&
    (rule?.one_of.every((group) => group.some(isGiven)) ?? true);
  const body = () => ({
    disposition: chosen,
    note,
    facts: Object.fromEntries(
      asked.flatMap(({ fact, kind }) => {
        const value = (facts[fact] ?? '').trim();
        return value === '' ? [] : [[fact, factToSend(kind, value)]];
      }),
    ),
  });
  const { proposal } = work;
  const before = rule === undefined ? [] : whatComesBefore(rule);
  /** Who may not close with it sees that it is there, and whose it is. */
  const forWhom = (definition: string, roles: readonly ConsoleRole[] | undefined) =>
    roles === undefined || roles.some((role) => session.roles.includes(role))
      ? { description: definition }
      : { description: `${definition} For ${roles.map(plain).join(' or ')} alone.`, disabled: true };
  return (
    <Container header={header}>
      <SpaceBetween size="m">
        {status === 'open' && <Alert type="info">A case is acknowledged before it is closed.</Alert>}
        {proposal !== null && (
          <Alert
            type="warning"
            header={`${proposal.by.name} proposes to close it as “${DISPOSITIONS[proposal.disposition]}”`}
            action={
              <SpaceBetween direction="horizontal" size="xs">
                {may.includes('confirm-closing') && (
                  <Button
                    onClick={() =>
                      change.mutate({
                        path: '/closing/confirm',
                        body: { proposal: proposal.number },
                        done: 'It is closed.',
                      })
                    }
                  >
                    I have read it and agree
                  </Button>
                )}
                <AskReason
                  title="Do not close it so"
                  button="I do not agree"
                  onSay={(reason) =>
                    change.mutate({
                      path: '/closing/withdraw',
                      body: { proposal: proposal.number, reason },
                      done: 'It stays open.',
                    })
                  }
                />
              </SpaceBetween>
            }
          >
            {Object.entries(proposal.facts).map(([name, value]) => (
              <div key={name}>{`${plain(name)}: ${value}`}</div>
            ))}
            {proposal.note}
          </Alert>
        )}
        <FormField label="What it comes to" stretch>
          <RadioGroup
            value={chosen}
            items={dispositions.map(({ disposition, definition, roles }) => ({
              value: disposition,
              label: DISPOSITIONS[disposition],
              ...forWhom(definition, roles),
            }))}
            onChange={({ detail }) => {
              const next = detail.value as Disposition;
              setChosen(next);
              const asks = dispositions.find(({ disposition }) => disposition === next)?.asks ?? [];
              const moments = asks.filter(({ kind }) => kind === 'moment');
              setFacts(Object.fromEntries(moments.map(({ fact }) => [fact, momentNow()])));
            }}
          />
        </FormField>
        {asked.map((one) => (
          <FactInput
            key={one.fact}
            asked={one}
            inPlaceOfAnother={rule?.one_of.flat().includes(one.fact) ?? false}
            value={facts[one.fact] ?? ''}
            notices={warnings}
            onChange={(value) => setFacts((now) => ({ ...now, [one.fact]: value }))}
          />
        ))}
        {chosen !== null && (
          <SpaceBetween size="m">
            <FormField label="Anything else" stretch>
              <Textarea value={note} onChange={({ detail }) => setNote(detail.value)} />
            </FormField>
            {before.length > 0 && (
              <Alert type="info">
                {before.map((sentence) => (
                  <div key={sentence}>{sentence}</div>
                ))}
              </Alert>
            )}
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                variant="primary"
                disabled={!isAnswered || status !== 'acknowledged'}
                loading={change.isPending}
                onClick={() => change.mutate({ path: '/close', body: body(), done: 'The case is closed.' })}
              >
                Close the case
              </Button>
              {rule?.second_person !== undefined && (
                <Button
                  disabled={!isAnswered || status !== 'acknowledged'}
                  onClick={() =>
                    change.mutate({ path: '/closing', body: body(), done: 'It waits for a second person to agree.' })
                  }
                >
                  Propose it to a second person
                </Button>
              )}
            </SpaceBetween>
          </SpaceBetween>
        )}
      </SpaceBetween>
    </Container>
  );
}

/** What has to be so before a case is closed with it, and is not asked for in this form. */
function whatComesBefore({ reads_every_contact, forms, review_complete }: DispositionRule): string[] {
  return [
    ...(reads_every_contact ? ['Whoever closes with it has opened every flagged contact of the case themselves.'] : []),
    ...(forms.length > 0 ? ['The forms that the case asks for are complete.'] : []),
    ...(review_complete ? ['The review of the employee is complete.'] : []),
  ];
}
