import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newKey } from '../api/client.ts';
import { usePeople } from '../api/people.ts';
import type { CaseView, PacketView } from '../api/types.ts';
import { Choice } from '../layout/choice.tsx';
import { useFlashes } from '../layout/flashes.tsx';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { follow } from './save-file.ts';

const EMPLOYERS = 'workplace-violence-order';
const STATES = {
  'being-made': ['in-progress', 'is being made'],
  ready: ['success', 'is ready'],
  failed: ['error', 'could not be made'],
  expired: ['stopped', 'was deleted after a week; ask for a new one'],
} as const;

/** Packets for a court: for the employer, or for an employee in their own name. None is legal advice. */
export function Packets({ shown: { caseId, targets, custody } }: { shown: CaseView }) {
  const { api, session } = useSignedIn();
  const { nameOf } = usePeople();
  const { say, fail } = useFlashes();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const options = [
    ...(session.roles.some((role) => role === 'legal' || role === 'security')
      ? [{ value: EMPLOYERS, label: 'Workplace violence order (Cal. CCP 527.8), filed by the employer' }]
      : []),
    ...(session.roles.some((role) => role === 'legal' || role === 'hr') ? targets : []).map(({ targetId }) => ({
      value: targetId,
      label: `Civil harassment order (Cal. CCP 527.6), in the name of ${nameOf(targetId)}`,
    })),
  ];
  const keyOf = (packetId: string) => ['packet', caseId, packetId];
  const asked = useQueries({
    queries: custody.packets.map(({ packetId }) => ({
      queryKey: keyOf(packetId),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        api.ask<PacketView>(`/api/cases/${caseId}/packets/${packetId}`, { signal }),
      refetchInterval: (query: { state: { data?: { body: PacketView } } }) =>
        query.state.data?.body.state === 'being-made' ? 2_000 : (false as const),
    })),
  });

  const packets = asked.flatMap(({ data }) => data?.body ?? []);
  const failure = asked.find(({ data, error }) => data === undefined && error !== null)?.error ?? null;

  const request = async () => {
    const body = chosen === EMPLOYERS ? { kind: EMPLOYERS } : { kind: 'civil-harassment-order', targetId: chosen };
    await api.ask(`/api/cases/${caseId}/packets`, { method: 'POST', idempotencyKey: newKey(), body });
    say({ type: 'success', content: 'The packet is being made of the case as it is now.' });
    await queries.invalidateQueries({ queryKey: ['case', caseId] });
  };
  const download = async (packetId: string) => {
    // A link is good for a moment: it is asked for when it is wanted.
    const answer = await api.ask<PacketView>(`/api/cases/${caseId}/packets/${packetId}`);
    queries.setQueryData(keyOf(packetId), answer);
    const { link } = answer.body;
    if (link === null) throw new Error('It is not there any more. Packets are deleted after a week: make a new one.');
    follow(link.url, link.fileName);
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="A chronology with numbered exhibits, hashes and the custody log. Not legal advice."
        >
          Packets for a court
        </Header>
      }
    >
      <SpaceBetween size="m">
        <FormField label="Make a packet" stretch>
          <Choice
            options={options}
            value={chosen}
            placeholder="Choose what is asked of the court"
            onChoose={setChosen}
          />
        </FormField>
        <Button disabled={chosen === null} onClick={() => void request().catch(fail)}>
          Make it
        </Button>
        {failure !== null && <NotThereYet error={failure} />}
        {packets.map(({ packetId, kind, targetId, requestedAt, state, sha256 }) => (
          <Box key={packetId}>
            <SpaceBetween direction="horizontal" size="xs" alignItems="center">
              <StatusIndicator type={STATES[state][0]}>
                {`${kind === EMPLOYERS ? 'Workplace violence order' : `Civil harassment order, ${nameOf(targetId ?? '')}`} ${STATES[state][1]}`}
              </StatusIndicator>
              <Moment at={requestedAt} />
              {state === 'ready' && (
                <Button iconName="download" onClick={() => void download(packetId).catch(fail)}>
                  Download
                </Button>
              )}
            </SpaceBetween>
            {sha256 !== null && <code className="hash">{`SHA-256 ${sha256}`}</code>}
          </Box>
        ))}
      </SpaceBetween>
    </Container>
  );
}
