import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useRef } from 'react';
import type { ContactView } from '../api/types.ts';
import { MissedWords } from './missed-words.tsx';
import { TurnText } from './turn-text.tsx';
import type { Feedback } from './use-feedback.ts';

interface Props {
  readonly turn: ContactView['turns'][number];
  readonly signals: ContactView['signals'];
  readonly open: boolean;
  readonly clear: boolean;
  readonly graphic: boolean;
  /** Whether it says where in the original it was read from. */
  readonly namesPart: boolean;
  readonly feedback: Feedback | null;
}

/** One turn: who spoke, and what. */
export function TurnOfContact({ turn, signals, open, clear, graphic, namesPart, feedback }: Props) {
  const shownText = useRef<HTMLDivElement>(null);
  return (
    <ExpandableSection
      defaultExpanded={open}
      headerText={whoSpoke(turn)}
      headerDescription={namesPart ? partInWords(turn.part) : undefined}
    >
      <SpaceBetween size="xs">
        <TurnText ref={shownText} turn={turn} signals={signals} clear={clear} />
        {feedback !== null && (
          <MissedWords turn={turn} shownText={shownText} feedback={feedback} blurred={graphic && !clear} />
        )}
      </SpaceBetween>
    </ExpandableSection>
  );
}

/** Where in the original a turn was read from. What is not here is named as it is: it tells which part of the original to look at. */
const PARTS: Readonly<Record<string, string>> = {
  subject: 'Subject line',
  'text/plain': 'Message',
  'text/html': 'Message, sent as HTML',
  transcript: 'Transcript',
  captions: 'Captions',
  'note:said': 'What was said',
  'note:details': 'Details',
};

const partInWords = (part: string): string => PARTS[part] ?? part.replace(/\battachment:(\d+)/g, 'Attachment $1:');

const SPEAKERS: Readonly<Record<ContactView['turns'][number]['speaker'], string>> = {
  subject: 'Customer',
  employee: 'Employee',
  reporter: 'Reporter',
  system: 'System',
  unknown: 'Unknown',
};

function whoSpoke({ speaker, name, standing }: ContactView['turns'][number]): string {
  const who = name === null ? SPEAKERS[speaker] : `${SPEAKERS[speaker]}: ${name}`;
  return `${who}${standing === 'as-reported' ? ' (as reported)' : ''}`;
}
