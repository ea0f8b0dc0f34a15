import './detections.css';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Verdict } from '../../functions/contracts/case-feedback.ts';
import type { LabelledExampleView } from '../api/types.ts';
import { CaseLink } from '../case/case-link.tsx';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { ShowMore } from '../layout/show-more.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { CATEGORIES, WRONG_BECAUSE } from '../words/findings.ts';

interface Props {
  /** Of one detection; null: of every one. */
  readonly signalId: string | null;
  readonly time: { readonly from: string; readonly to: string };
}

/** What reviewers said, each with what may be changed for it. Nothing is changed here: the proposal is copied into a rule by a person. */
export function LabelledExamples({ signalId, time }: Props) {
  const { api } = useSignedIn();
  const query = useInfiniteQuery({
    queryKey: ['feedback', signalId, time],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({
        ...time,
        ...(signalId === null ? {} : { signalId }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      });
      return api.ask<{ examples: LabelledExampleView[]; cursor: string | null }>(`/api/feedback?${asked}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ body }) => body.cursor,
    // The look is logged.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data, error } = query;
  if (data === undefined) return <NotThereYet error={error} />;
  const examples = data.pages.flatMap(({ body }) => body.examples);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Sentences are without names, addresses and numbers as far as these can be told. Read each before you put it into a rule."
        >
          {signalId === null ? 'What reviewers said' : `What reviewers said of ${signalId}`}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {examples.length === 0 && <Box color="text-body-secondary">Nobody has said anything in this time.</Box>}
        {examples.map((example, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an example has no name of its own, and the list only grows.
          <Example key={index} example={example} />
        ))}
        <ShowMore of={query} />
      </SpaceBetween>
    </Container>
  );
}

function Example({ example: { at, said, caseId, caseNumber, quote, proposal } }: { example: LabelledExampleView }) {
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">{inWordsOf(said)}</Box>
      <div>
        <Moment at={at} />
        {caseId !== null && caseNumber !== null && (
          <>
            {' in '}
            <CaseLink caseId={caseId} caseNumber={caseNumber} />
          </>
        )}
      </div>
      {quote === null ? <Box color="text-body-secondary">The sentence is not shared.</Box> : <q>{quote.text}</q>}
      <div>{proposal.look}</div>
      <div>{proposal.consider}</div>
      {proposal.yaml !== null && (
        <div className="proposal">
          <pre>{proposal.yaml}</pre>
          <CopyToClipboard
            copyButtonText="Copy the proposal"
            copySuccessText="It is copied"
            copyErrorText="It could not be copied"
            textToCopy={proposal.yaml}
          />
        </div>
      )}
    </SpaceBetween>
  );
}

function inWordsOf(said: Verdict): string {
  if (said.verdict === 'missed') return `Missed: ${CATEGORIES[said.category].toLowerCase()}`;
  if (said.verdict === 'right') return `Right: ${said.signalId}`;
  return `Wrong, ${WRONG_BECAUSE[said.because].toLowerCase()}: ${said.signalId}`;
}
