import '../contact/contact.css';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Turn } from '../../functions/contracts/contact.ts';
import type { Trial } from '../../functions/contracts/trial.ts';
import { FoundAndWhy } from '../contact/found-and-why.tsx';
import { TurnText } from '../contact/turn-text.tsx';
import { CATEGORIES } from '../words/findings.ts';
import { PriorityBadge } from '../words/priority-badge.tsx';
import { LANES, PRIORITIES, SEVERITIES, THREAT_TYPES } from '../words/words.ts';
import { TrialOpinions } from './trial-opinions.tsx';

/** What a text came to: shown as a contact is, to who typed it. */
export function TrialResult({ text, trial }: { text: string; trial: Trial }) {
  const { signals, opinions, reasons, sentences, evasions, versions } = trial;
  return (
    <SpaceBetween size="m">
      <LiveRegion>
        <Box variant="h3">{summaryOf(trial)}</Box>
      </LiveRegion>
      <TurnText turn={turnOf(text)} signals={signals} clear />
      <Decision trial={trial} />
      {reasons.length > 0 && (
        <div>
          <Box variant="h4">Why it would be decided so</Box>
          <ul>
            {reasons.map(({ row, why }) => (
              <li key={row}>{`${why} (${row})`}</li>
            ))}
          </ul>
        </div>
      )}
      <FoundAndWhy signals={signals} withRecord more={(signal) => <div>{kindOf(signal)}</div>} />
      <TrialOpinions text={text} opinions={opinions} />
      <ExpandableSection headerText="The words as detections see them">
        <ul>
          {sentences.map((sentence, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same sentence may stand twice.
            <li key={at} className="written">
              {sentence}
            </li>
          ))}
        </ul>
        {evasions.map(({ span, how }) => (
          <div key={span.start} className="written">
            {`Written to slip past a reader (${how}): “${text.slice(span.start, span.end)}”`}
          </div>
        ))}
      </ExpandableSection>
      <Header variant="h3">Scored with</Header>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Rules', value: <span className="hash">{versions.rules}</span> },
          { label: 'Model', value: <span className="hash">{versions.model}</span> },
          { label: 'Policy', value: <span className="hash">{versions.policy}</span> },
        ]}
      />
    </SpaceBetween>
  );
}

function Decision({ trial }: { trial: Trial }) {
  const { priority, lane, threatType, severity, imminence, specificity } = trial;
  return (
    <KeyValuePairs
      columns={3}
      items={[
        { label: 'Priority', value: priority === null ? 'None' : <PriorityBadge priority={priority} /> },
        { label: 'Lane', value: lane === null ? 'None' : LANES[lane] },
        { label: 'Kind of threat', value: threatType === null ? 'No threat' : THREAT_TYPES[threatType] },
        { label: 'Severity', value: `${severity} of 4: ${SEVERITIES[severity]}` },
        { label: 'Imminence', value: `${imminence} of 4` },
        { label: 'Specificity', value: `${specificity} of 4` },
      ]}
    />
  );
}

function summaryOf({ signals, priority, lane }: Trial): string {
  const found = signals.length === 0 ? 'Nothing was found' : `Findings: ${signals.length}`;
  return priority === null || lane === null
    ? `${found}. By itself it would open no case.`
    : `${found}. It would open a case: ${PRIORITIES[priority]}, ${LANES[lane]}.`;
}

function kindOf({ category, type }: Trial['signals'][number]): string {
  return [CATEGORIES[category], type === null ? 'no threat' : THREAT_TYPES[type].toLowerCase()].join(', ');
}

/** The text as the one turn that it was scored as. */
const turnOf = (text: string): Turn => ({
  index: 0,
  speaker: 'subject',
  name: null,
  text,
  standing: 'first-hand',
  part: 'text',
  apart: [],
  hidden: [],
  at: null,
  startMs: null,
  endMs: null,
});
