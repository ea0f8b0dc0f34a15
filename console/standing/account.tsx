import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountOption } from '../../functions/contracts/case-account.ts';
import type { AccountView, CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { Choice } from '../layout/choice.tsx';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { choicesIn, choicesOf } from '../words/choices.ts';
import { CHANNELS, plain } from '../words/words.ts';
import { AskReason } from '../work/ask-reason.tsx';

const OPTIONS = choicesOf<AccountOption>('keep', 'restrict-channel', 'close-account', 'refer');
const CLOSABLE = choicesIn(CHANNELS);

/** What becomes of the customer's account: one person decides. What the customer is worth is asked nowhere. */
export function Account({ shown: { caseId, version } }: { shown: CaseView }) {
  const { api } = useSignedIn();
  const change = useChangeCase(caseId);
  const [option, setOption] = useState<AccountOption | null>(null);
  const [channels, setChannels] = useState<string[]>([]);
  const [referredTo, setReferredTo] = useState('');
  const { data, error } = useQuery({
    queryKey: ['account', caseId, version],
    queryFn: ({ signal }) => api.ask<AccountView>(`/api/cases/${caseId}/account-decision`, { signal }),
    staleTime: 60_000,
    // Read again with each version of the case; until then what is there stays, and the dialog in which somebody decides.
    placeholderData: keepPreviousData,
  });
  if (data === undefined) return error && <NotThereYet error={error} />;
  const { decider, youDecide, decisions } = data.body;
  const ready =
    option !== null &&
    (option !== 'restrict-channel' || channels.length > 0) &&
    (option !== 'refer' || referredTo.trim() !== '');
  const decide = (reason: string) =>
    change.mutate({
      path: '/account-decision',
      body: {
        option,
        reason,
        ...(option === 'restrict-channel' ? { channels } : {}),
        ...(option === 'refer' ? { referredTo: referredTo.trim() } : {}),
      },
      done: 'It is decided, and those who have to know are told.',
    });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={`One person decides: the ${decider.role.replaceAll('-', ' ')} (${decider.names.join(', ') || 'nobody on the roster'}).`}
        >
          The customer’s account
        </Header>
      }
    >
      <SpaceBetween size="s">
        {decisions.length === 0 && <Box color="text-body-secondary">Nothing is decided yet.</Box>}
        {decisions.map(({ event, option: decided, reason, by, at, notices }) => (
          <div key={event}>
            <div>
              {`${plain(decided)}: ${reason} (${by.name}, `}
              <Moment at={at} />)
            </div>
            {notices.map(({ role, toldAt }) => (
              <Box key={role} variant="small">
                {plain(role)}{' '}
                {toldAt === null ? (
                  'is not told yet'
                ) : (
                  <>
                    told <Moment at={toldAt} />
                  </>
                )}
              </Box>
            ))}
          </div>
        ))}
        {youDecide && (
          <AskReason title="Decide on the account" button="Decide" ready={ready} onSay={decide}>
            <FormField label="What becomes of it">
              <Choice options={OPTIONS} value={option} onChoose={setOption} />
            </FormField>
            {option === 'restrict-channel' && (
              <FormField label="Which channels are closed">
                <Multiselect
                  options={CLOSABLE}
                  selectedOptions={CLOSABLE.filter(({ value }) => channels.includes(value))}
                  onChange={({ detail }) => setChannels(detail.selectedOptions.flatMap(({ value }) => value ?? []))}
                />
              </FormField>
            )}
            {option === 'refer' && (
              <FormField label="To whom">
                <Input value={referredTo} onChange={({ detail }) => setReferredTo(detail.value)} />
              </FormField>
            )}
          </AskReason>
        )}
      </SpaceBetween>
    </Container>
  );
}
