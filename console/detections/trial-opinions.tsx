import Header from '@cloudscape-design/components/header';
import Table from '@cloudscape-design/components/table';
import type { Opinion } from '../../functions/contracts/trial.ts';
import { plain } from '../words/words.ts';

const READERS: Readonly<Record<Opinion['reader'], string>> = { words: 'By its words', meaning: 'By its meaning' };

/** What each reader of the model says of a text, and the words that carried it: also where it raises nothing. */
export function TrialOpinions({ text, opinions }: { text: string; opinions: readonly Opinion[] }) {
  return (
    <Table
      variant="embedded"
      header={
        <Header variant="h3" description={summaryOf(opinions)}>
          What the model says
        </Header>
      }
      items={opinions}
      trackBy={({ reader, kind }) => `${reader} ${kind}`}
      empty="There are no words to read."
      columnDefinitions={[
        { id: 'kind', header: 'Kind of concern', cell: ({ kind }) => plain(kind), isRowHeader: true },
        { id: 'reader', header: 'Read', cell: ({ reader }) => READERS[reader] },
        { id: 'score', header: 'Score', cell: ({ score }) => score.toFixed(2) },
        { id: 'raises', header: 'Raises a finding', cell: raisesInWords },
        {
          id: 'words',
          header: 'Words that carried the most',
          cell: ({ span }) => <span className="written">{text.slice(span.start, span.end)}</span>,
        },
      ]}
    />
  );
}

const raises = ({ score, raisesFrom }: Opinion): boolean => raisesFrom !== null && score >= raisesFrom;

function raisesInWords(opinion: Opinion): string {
  if (opinion.raisesFrom === null) return 'Never by itself';
  return `${raises(opinion) ? 'Yes' : 'No'}: from ${opinion.raisesFrom.toFixed(2)}`;
}

function summaryOf(opinions: readonly Opinion[]): string | undefined {
  if (opinions.length === 0) return undefined;
  const raised = opinions.filter(raises);
  return raised.length === 0
    ? 'No score is as high as it has to be to raise a finding.'
    : `High enough to raise a finding: ${raised.map(({ kind }) => plain(kind).toLowerCase()).join(', ')}.`;
}
