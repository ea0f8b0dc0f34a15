import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { usePeople } from '../api/people.ts';
import type { CaseView } from '../api/types.ts';
import { OF_A_MOMENT, WordTable } from '../layout/word-table.tsx';
import { Moment } from '../time/moment.tsx';
import { kindsInWords } from '../words/findings.ts';
import { SEVERITIES } from '../words/words.ts';
import { ActsOverTime } from './acts-over-time.tsx';
import { sentenceOf } from './event-words.ts';

/** What the subject did over time, toward whom, and what people did about it. */
export function TimelineTab({ shown }: { shown: CaseView }) {
  const { nameOf } = usePeople();
  const { contacts, warnings, targets, events } = shown;
  return (
    <SpaceBetween size="l">
      <ActsOverTime contacts={contacts} notices={warnings} />
      <WordTable
        header={<Header variant="h2">Toward whom</Header>}
        items={targets}
        trackBy="targetId"
        empty="It is aimed at nobody by name."
        columnDefinitions={[
          { id: 'who', header: 'Employee', cell: ({ targetId }) => nameOf(targetId), isRowHeader: true },
          { id: 'acts', header: 'Acts', cell: ({ acts, flaggedActs }) => `${acts}, of them ${flaggedActs} flagged` },
          { id: 'severity', header: 'Gravest', cell: ({ severity }) => SEVERITIES[severity] },
          { id: 'kinds', header: 'Kinds', cell: ({ categories }) => kindsInWords(categories) },
          { id: 'first', header: 'First', cell: ({ firstAt }) => <Moment at={firstAt} /> },
          { id: 'last', header: 'Last', cell: ({ lastAt }) => <Moment at={lastAt} /> },
        ]}
      />
      <WordTable
        header={<Header variant="h2">What happened in the case</Header>}
        items={[...events].reverse()}
        trackBy={({ number }) => String(number)}
        columnDefinitions={[
          { id: 'number', header: 'No.', minWidth: '3rem', cell: ({ number }) => number },
          { id: 'at', header: 'When', minWidth: OF_A_MOMENT, cell: ({ at }) => <Moment at={at} /> },
          { id: 'what', header: 'What', cell: ({ body }) => sentenceOf(body, nameOf), isRowHeader: true },
          {
            id: 'who',
            header: 'By',
            cell: ({ actor }) => (actor.kind === 'person' ? actor.name : 'Undertone'),
          },
        ]}
      />
    </SpaceBetween>
  );
}
