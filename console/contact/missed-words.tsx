import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { Category } from '../../functions/contracts/vocabulary.ts';
import type { ContactView } from '../api/types.ts';
import { Choice } from '../layout/choice.tsx';
import { choicesIn } from '../words/choices.ts';
import { CATEGORIES } from '../words/findings.ts';
import { type SelectedWords, selectedWords } from './selected-words.ts';
import { placeInField, placeInText } from './text-offsets.ts';
import type { Feedback } from './use-feedback.ts';

interface Props {
  readonly turn: ContactView['turns'][number];
  /** The text as it is shown, in which words may be selected already. */
  readonly shownText: RefObject<HTMLElement | null>;
  readonly feedback: Feedback;
  /** Some words are blurred, and would be plain in the field. */
  readonly blurred: boolean;
}

const OPTIONS = choicesIn(CATEGORIES);

/**
 * Says of words in which nothing was found that something is in them. What was selected with the mouse is chosen already; in the field it is
 * chosen or corrected with the arrow keys and Shift.
 */
export function MissedWords({ turn, shownText, feedback, blurred }: Props) {
  const [chosen, setChosen] = useState<SelectedWords | null>(null);
  const [open, setOpen] = useState(false);
  const [category, setCategory] = useState<Category | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  // A click on the button takes the selection away: it is kept as it was when the button was pressed.
  const pressed = useRef<SelectedWords | null>(null);
  const begin = () => {
    setChosen(pressed.current ?? selectedWords(shownText.current));
    setOpen(true);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what was selected before; after that the field is the person's.
  useEffect(() => {
    if (!open || chosen === null || field.current === null) return;
    field.current.setSelectionRange(placeInField(turn.text, chosen.start), placeInField(turn.text, chosen.end));
  }, [open]);
  const take = () => {
    if (field.current === null) return;
    const { selectionStart, selectionEnd } = field.current;
    const words = { start: placeInText(turn.text, selectionStart), end: placeInText(turn.text, selectionEnd) };
    setChosen(words.start < words.end ? words : null);
  };
  const close = () => {
    setOpen(false);
    setCategory(null);
    pressed.current = null;
  };
  const say = () => {
    if (chosen === null || category === null) return;
    const span = { turn: turn.index, ...chosen };
    feedback.say({ verdict: 'missed', span, category }, 'What was missed is on record.', close);
  };
  return (
    <>
      <span
        onPointerDown={() => {
          pressed.current = selectedWords(shownText.current);
        }}
      >
        <Button
          variant="inline-link"
          disabled={blurred}
          disabledReason={blurred ? 'Show the words that are blurred first.' : undefined}
          onClick={begin}
        >
          Something was missed here
        </Button>
      </span>
      {open && (
        <Modal
          visible
          size="large"
          header="Something was missed"
          closeAriaLabel="Close"
          onDismiss={close}
          footer={
            <Box float="right">
              <Button
                variant="primary"
                disabled={chosen === null || category === null}
                loading={feedback.isPending}
                onClick={say}
              >
                Say so
              </Button>
            </Box>
          }
        >
          <SpaceBetween size="m">
            <FormField
              label="Which words"
              controlId={id}
              stretch
              description="Select them with the mouse, or with the arrow keys while Shift is down."
              constraintText={chosen === null ? 'No words are selected.' : `${chosen.end - chosen.start} characters`}
            >
              <textarea
                id={id}
                ref={field}
                className="missed-words"
                // Not `readOnly`: browsers then move no cursor by the keys. What is typed is refused instead.
                aria-readonly
                onBeforeInput={(event) => event.preventDefault()}
                onChange={() => undefined}
                inputMode="none"
                spellCheck={false}
                rows={8}
                dir="auto"
                value={turn.text}
                onSelect={take}
              />
            </FormField>
            <FormField label="What is in them">
              <Choice options={OPTIONS} value={category} expandToViewport onChoose={setCategory} />
            </FormField>
          </SpaceBetween>
        </Modal>
      )}
    </>
  );
}
