import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { SubjectView } from '../api/types.ts';
import { useFlashes } from '../layout/flashes.tsx';
import { WordTable } from '../layout/word-table.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { plain } from '../words/words.ts';
import { SubjectLink } from './subject-link.tsx';

type Link = SubjectView['links'][number];

const STATES = { joined: 'Read as one person', suggested: 'May be one person', parted: 'Two people' } as const;

/** Other addresses of what may be the same person: the evidence, and a person's word for or against it. */
export function LinkedSubjects({ subject: { subjectId, links, may } }: { subject: SubjectView }) {
  const { api } = useSignedIn();
  const { say, fail } = useFlashes();
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: ({ link, decision }: { link: Link; decision: 'joined' | 'parted' }) =>
      api.ask(`/api/subjects/${subjectId}/links/${link.otherId}`, {
        method: 'POST',
        ifMatch: `"${link.version}"`,
        body: { decision },
      }),
    onSuccess: (_, { decision }) => {
      say({
        type: 'success',
        content:
          decision === 'joined' ? 'They are read as one person from now on.' : 'They are two people from now on.',
      });
      void queries.invalidateQueries({ queryKey: ['subject', subjectId] });
    },
    onError: fail,
  });
  return (
    <WordTable
      header={
        <Header
          variant="h2"
          description="Nothing is merged: each keeps its own history, and a decision can be taken back."
        >
          Other addresses
        </Header>
      }
      items={links}
      trackBy="otherId"
      empty="None is known."
      columnDefinitions={[
        {
          id: 'other',
          header: 'Subject',
          cell: ({ otherId }) => <SubjectLink subjectId={otherId} />,
          isRowHeader: true,
        },
        { id: 'state', header: 'State', cell: ({ state, strength }) => `${STATES[state]} (${strength} evidence)` },
        {
          id: 'why',
          header: 'Evidence',
          cell: ({ evidence }) =>
            evidence.map(({ kind, why }) => <div key={`${kind}${why}`}>{`${plain(kind)}: ${why}`}</div>),
        },
        { id: 'at', header: 'Since', cell: ({ at }) => <Moment at={at} /> },
        ...(may.includes('decide-link')
          ? [
              {
                id: 'decide',
                header: 'Decide',
                cell: (link: Link) => (
                  <SpaceBetween direction="horizontal" size="xs">
                    {link.state !== 'joined' && (
                      <Button onClick={() => decide.mutate({ link, decision: 'joined' })}>One person</Button>
                    )}
                    {link.state !== 'parted' && (
                      <Button onClick={() => decide.mutate({ link, decision: 'parted' })}>Two people</Button>
                    )}
                  </SpaceBetween>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
