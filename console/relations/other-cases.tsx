import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import type { CaseView } from '../api/types.ts';
import { CaseLink } from '../case/case-link.tsx';
import { useChangeCase } from '../case/use-case.ts';
import { Moment } from '../time/moment.tsx';
import { AskReason } from '../work/ask-reason.tsx';
import { JoinCases } from './join-cases.tsx';
import { SplitOff } from './split-off.tsx';

/** What this case has to do with others. Nothing moves from one to another: each says it, and whoever reads follows it. */
export function OtherCases({ shown }: { shown: CaseView }) {
  const { caseId, relations, relatedNumbers, may } = shown;
  const { mergedInto, mergedFrom, splitOff, splitFrom, links } = relations;
  const change = useChangeCase(caseId);
  const none =
    mergedInto === null && splitFrom === null && [mergedFrom, splitOff, links].every((all) => all.length === 0);
  return (
    <Container header={<Header variant="h2">Other cases</Header>}>
      <SpaceBetween size="s">
        {none && <Box color="text-body-secondary">It has to do with no other case.</Box>}
        {mergedInto !== null && (
          <Related
            caseId={mergedInto.caseId}
            caseNumber={relatedNumbers[mergedInto.caseId]}
            reason={mergedInto.reason}
            at={mergedInto.at}
          >
            It is read only, and goes on in
          </Related>
        )}
        {mergedFrom.map((one) => (
          <Related key={one.caseId} caseNumber={relatedNumbers[one.caseId]} {...one}>
            It goes on with
            {may.includes('merge-cases') && (
              <AskReason
                title="Undo the merge"
                button="Undo the merge"
                description="The other case goes on by itself, with its clock anew."
                onSay={(reason) =>
                  change.mutate({
                    path: '/unmerge',
                    body: { caseId: one.caseId, reason },
                    done: 'They are two cases again.',
                  })
                }
              />
            )}
          </Related>
        ))}
        {splitFrom !== null && (
          <Related caseId={splitFrom} caseNumber={relatedNumbers[splitFrom]}>
            It was split off from
          </Related>
        )}
        {splitOff.map((one) => (
          <Related key={one.caseId} caseNumber={relatedNumbers[one.caseId]} {...one}>
            {`${one.contactIds.length} of its contacts are worked in`}
          </Related>
        ))}
        {links.map((one) => (
          <Related key={one.caseId} caseNumber={relatedNumbers[one.caseId]} {...one}>
            It belongs together with
            {may.includes('link-cases') && (
              <AskReason
                title="They do not belong together"
                button="Take the link away"
                onSay={(reason) =>
                  change.mutate({
                    path: '/unlink',
                    body: { caseId: one.caseId, reason },
                    done: 'They are linked no more.',
                  })
                }
              />
            )}
          </Related>
        ))}
        <SpaceBetween direction="horizontal" size="xs">
          {may.includes('link-cases') && mergedInto === null && <JoinCases shown={shown} />}
          {may.includes('split-case') && mergedInto === null && <SplitOff shown={shown} />}
        </SpaceBetween>
      </SpaceBetween>
    </Container>
  );
}

function Related({
  caseId,
  caseNumber = 'another case',
  reason,
  at,
  children,
}: {
  caseId: string;
  caseNumber: string | undefined;
  reason?: string;
  at?: string;
  children: ReactNode;
}) {
  const [words, action] = Array.isArray(children) ? children : [children, null];
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <span>
        {words} <CaseLink caseId={caseId} caseNumber={caseNumber} />
        {at !== undefined && (
          <>
            {' since '}
            <Moment at={at} />
          </>
        )}
        {reason !== undefined && `: ${reason}`}
      </span>
      {action}
    </SpaceBetween>
  );
}
