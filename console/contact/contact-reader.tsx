import './contact.css';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseView, ContactView } from '../api/types.ts';
import { DownloadOriginal } from '../custody/download-original.tsx';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { CATEGORIES, kindsInWords } from '../words/findings.ts';
import { IMMINENCES, plain, SEVERITIES, THREAT_TYPES } from '../words/words.ts';
import { FeedbackOnFinding } from './feedback-on-finding.tsx';
import { FoundAndWhy } from './found-and-why.tsx';
import { isGraphic } from './stretches.ts';
import { TurnOfContact } from './turn-of-contact.tsx';
import { useFeedback } from './use-feedback.ts';

/** One contact as it was received, with what was found in it and why. The look is on the case's record. */
export function ContactReader({ shown, contactId }: { shown: CaseView; contactId: string }) {
  const { caseId, may, evidence } = shown;
  const { api } = useSignedIn();
  const [clear, setClear] = useState(false);
  const [shareQuote, setShareQuote] = useState(true);
  const feedback = useFeedback(shown, contactId, shareQuote);
  const { data, error } = useQuery({
    queryKey: ['contact', caseId, contactId],
    queryFn: ({ signal }) => api.ask<ContactView>(`/api/cases/${caseId}/contacts/${contactId}`, { signal }),
    // A look is logged; what was received does not change.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data === undefined) return <NotThereYet error={error} />;
  const { turns, signals, attachments, problems, assessment } = data.body;
  const graphic = signals.some(isGraphic);
  // Said once, it need not be said at each of a hundred turns of a chat.
  const isOfOnePart = turns.length > 2 && turns.every(({ part }) => part === turns[0]?.part);
  const found = new Set(signals.flatMap(({ span }) => (span === null ? [] : [span.turn])));
  return (
    <SpaceBetween size="m">
      {problems.length > 0 && (
        <Alert
          type="warning"
          header={
            problems.some(isOfAll)
              ? 'It could not be read: look at the original'
              : 'Not all of it could be read: look at the original'
          }
          action={
            may.includes('read-evidence') &&
            evidence.some((one) => one.contactId === contactId) && (
              <DownloadOriginal caseId={caseId} contactId={contactId} />
            )
          }
        >
          {problems.map(({ code, message }) => (
            <div key={code}>{message}</div>
          ))}
        </Alert>
      )}
      <ContactFacts contact={data.body} />
      <LanguageOfConcern contact={data.body} />
      {graphic && (
        <Toggle checked={clear} onChange={({ detail }) => setClear(detail.checked)}>
          Show words that are blurred: slurs, sexual words, words about killing
        </Toggle>
      )}
      {turns.map((turn) => (
        <TurnOfContact
          key={turn.index}
          turn={turn}
          signals={signals}
          // What an employee said in a chat is context; a lone turn, or one with something in it, is what the reader came for.
          open={turns.length === 1 || found.has(turn.index) || turn.speaker !== 'employee'}
          clear={clear}
          graphic={graphic}
          namesPart={!isOfOnePart}
          feedback={feedback}
        />
      ))}
      {attachments.length > 0 && (
        <Box>
          <Box variant="h4">Attachments</Box>
          {attachments.map(({ name, mediaType, sizeBytes, sha256 }) => (
            <div key={sha256}>{`${name ?? 'without a name'}: ${mediaType}, ${sizeBytes} bytes`}</div>
          ))}
        </Box>
      )}
      <FoundAndWhy
        signals={signals}
        withRecord={may.includes('read-detections')}
        more={(signal) => feedback !== null && <FeedbackOnFinding found={signal} feedback={feedback} />}
      />
      {assessment?.conduct.map(({ id, title, why, contactIds, lowered }) => (
        <Alert key={id} type={lowered === undefined ? 'warning' : 'info'} header={title}>
          {`${why} It stands on ${contactIds.length} contacts.`}
          {lowered?.map((one) => (
            <div key={one.by}>{`Counts for less: ${one.why}`}</div>
          ))}
          {feedback !== null && <FeedbackOnFinding found={{ id, span: null }} feedback={feedback} />}
        </Alert>
      ))}
      {feedback !== null && (
        <Toggle
          checked={shareQuote}
          description="One sentence, without names, addresses and numbers as far as these can be told."
          onChange={({ detail }) => setShareQuote(detail.checked)}
        >
          Who tunes the rules may see the sentence that I say something of
        </Toggle>
      )}
      {feedback?.missed.map(({ category, span }) => (
        <Box key={`${span.turn}.${span.start}.${span.end}`}>
          {`You said that something was missed: ${CATEGORIES[category].toLowerCase()}, ${span.end - span.start} characters.`}
        </Box>
      ))}
    </SpaceBetween>
  );
}

/** Nothing of the contact could be read. */
const isOfAll = ({ extent }: ContactView['problems'][number]): boolean => extent === 'whole';

function ContactFacts({ contact }: { contact: ContactView }) {
  const { subject, masked, targets, channel, receivedAt, occurredAt, authentication, automated } = contact;
  return (
    <KeyValuePairs
      columns={3}
      items={[
        {
          label: 'From',
          value:
            [subject?.name, subject?.address].filter(Boolean).join(', ') || (masked.length > 0 ? 'Masked' : 'Unknown'),
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
      ]}
    />
  );
}

/** What the words showed, one thing a line: how grave and how soon are what a reader looks for. */
function LanguageOfConcern({ contact: { assessment, problems } }: { contact: ContactView }) {
  if (assessment === null) return null;
  const { threatType, categories, severity, imminence, specificity } = assessment;
  const lines = [
    threatType === null ? '' : THREAT_TYPES[threatType],
    kindsInWords(categories),
    `How grave: ${severity} of 4, ${SEVERITIES[severity]?.toLowerCase()}`,
    `How soon: ${imminence} of 4, ${IMMINENCES[imminence]}`,
    `How definite: ${specificity} of 4 (person, place or time, means, preparation)`,
  ].filter(Boolean);
  return (
    <div>
      <Box variant="awsui-key-label">Language of concern</Box>
      {problems.some(isOfAll) ? 'Not known: it was not read' : lines.map((line) => <div key={line}>{line}</div>)}
    </div>
  );
}
