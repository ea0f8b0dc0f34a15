import './contact.css';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Toggle from '@cloudscape-design/components/toggle';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContactView } from '../api/types.ts';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { plain, SEVERITIES, THREAT_TYPES } from '../words/words.ts';
import { WhyFound } from './found-words.tsx';
import { isGraphic } from './stretches.ts';
import { TurnText } from './turn-text.tsx';

/** One contact as it was received, with what was found in it and why. The look is on the case's record. */
export function ContactReader({ caseId, contactId }: { caseId: string; contactId: string }) {
  const { api } = useSignedIn();
  const [clear, setClear] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['contact', caseId, contactId],
    queryFn: ({ signal }) => api.ask<ContactView>(`/api/cases/${caseId}/contacts/${contactId}`, { signal }),
    // A look is logged; what was received does not change.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <Alert type="error">{error.message}</Alert>;
  if (data === undefined) return <Spinner />;
  const { turns, signals, attachments, problems, assessment } = data.body;
  const graphic = signals.some(isGraphic);
  const found = new Set(signals.flatMap(({ span }) => (span === null ? [] : [span.turn])));
  return (
    <SpaceBetween size="m">
      <ContactFacts contact={data.body} />
      {problems.map(({ code, message }) => (
        <Alert key={code} type="warning" header="A part could not be read">
          {message}
        </Alert>
      ))}
      {graphic && (
        <Toggle checked={clear} onChange={({ detail }) => setClear(detail.checked)}>
          Show words that are blurred: slurs, sexual words, words about killing
        </Toggle>
      )}
      {turns.map((turn) => {
        const who = `${speakerOf(turn)}${turn.standing === 'as-reported' ? ' (as reported)' : ''}`;
        const text = <TurnText turn={turn} signals={signals} clear={clear} />;
        // What an employee said in a chat is context; a lone turn, or one with something in it, is what the reader came for.
        const open = turns.length === 1 || found.has(turn.index) || turn.speaker !== 'employee';
        return (
          <ExpandableSection key={turn.index} defaultExpanded={open} headerText={who} headerDescription={turn.part}>
            {text}
          </ExpandableSection>
        );
      })}
      {attachments.length > 0 && (
        <Box>
          <Box variant="h4">Attachments</Box>
          {attachments.map(({ name, mediaType, sizeBytes, sha256 }) => (
            <div key={sha256}>{`${name ?? 'without a name'}: ${mediaType}, ${sizeBytes} bytes`}</div>
          ))}
        </Box>
      )}
      {signals.length > 0 && (
        <div>
          <Box variant="h4">What was found, and why</Box>
          <ol>
            {signals.map((signal, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the numbers in the text name them by their place.
              <li key={index}>
                <WhyFound signal={signal} />
              </li>
            ))}
          </ol>
        </div>
      )}
      {assessment?.conduct.map(({ id, title, why, contactIds, lowered }) => (
        <Alert key={id} type={lowered === undefined ? 'warning' : 'info'} header={title}>
          {`${why} It stands on ${contactIds.length} contacts.`}
          {lowered?.map((one) => (
            <div key={one.by}>{`Counts for less: ${one.why}`}</div>
          ))}
        </Alert>
      ))}
    </SpaceBetween>
  );
}

function speakerOf({ speaker, name }: ContactView['turns'][number]): string {
  const part = {
    subject: 'Customer',
    employee: 'Employee',
    reporter: 'Reporter',
    system: 'System',
    unknown: 'Unknown',
  };
  return name === null ? part[speaker] : `${part[speaker]}: ${name}`;
}

function ContactFacts({ contact }: { contact: ContactView }) {
  const { subject, targets, channel, receivedAt, occurredAt, authentication, assessment, automated } = contact;
  const said = assessment && [
    assessment.threatType === null ? null : THREAT_TYPES[assessment.threatType],
    ...assessment.categories.map(plain),
    `severity ${assessment.severity} (${SEVERITIES[assessment.severity]})`,
    `imminence ${assessment.imminence} of 4`,
    `specificity ${assessment.specificity} of 4`,
  ];
  return (
    <KeyValuePairs
      columns={3}
      items={[
        {
          label: 'From',
          value: subject === null ? 'Unknown' : [subject.name, subject.address].filter(Boolean).join(', '),
        },
        { label: 'To', value: targets.map(({ name, address }) => name ?? address).join(', ') || 'The company' },
        { label: 'Came by', value: `${plain(channel)}${automated ? ', sent by a machine' : ''}` },
        { label: 'Received', value: <Moment at={receivedAt} /> },
        { label: 'Said', value: <Moment at={occurredAt} /> },
        {
          label: 'Sender proven',
          value:
            authentication.dmarc === 'pass'
              ? 'Yes, by the domain'
              : authentication.dmarc === 'fail'
                ? 'No: the From line is forged'
                : 'Not known',
        },
        ...(said ? [{ label: 'Language of concern', value: said.filter(Boolean).join(', ') }] : []),
      ]}
    />
  );
}
