import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Verdict, WrongBecause } from '../../functions/contracts/case-feedback.ts';
import type { ContactView } from '../api/types.ts';
import { WRONG_BECAUSE } from '../words/findings.ts';
import type { Feedback } from './use-feedback.ts';

type Found = Pick<ContactView['signals'][number], 'id' | 'span'>;

/** Whether something was found rightly, and if not, what it was instead. It changes nothing of the case: it is for who tunes the rules. */
export function FeedbackOnFinding({ found: { id, span }, feedback }: { found: Found; feedback: Feedback }) {
  const said = feedback.ofMine(id, span);
  const say = (verdict: Verdict) => feedback.say(verdict, 'What you say of the finding is on record.');
  return (
    <Box margin={{ top: 'xs', bottom: 's' }}>
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <Button
          iconName={said?.verdict === 'right' ? 'check' : 'thumbs-up'}
          ariaLabel={`It is right: ${id}`}
          disabled={feedback.isPending}
          onClick={() => say({ verdict: 'right', signalId: id, span })}
        >
          It is right
        </Button>
        <ButtonDropdown
          ariaLabel={`It is wrong: ${id}`}
          disabled={feedback.isPending}
          expandToViewport
          items={Object.entries(WRONG_BECAUSE).map(([key, text]) => ({ id: key, text }))}
          onItemClick={({ detail }) =>
            say({ verdict: 'wrong', signalId: id, span, because: detail.id as WrongBecause })
          }
        >
          It is wrong
        </ButtonDropdown>
        {said !== null && <span>{wordsOf(said)}</span>}
      </SpaceBetween>
    </Box>
  );
}

function wordsOf(said: Verdict): string {
  if (said.verdict !== 'wrong') return 'You said that it is right.';
  return `You said that it is wrong: ${WRONG_BECAUSE[said.because].toLowerCase()}.`;
}
