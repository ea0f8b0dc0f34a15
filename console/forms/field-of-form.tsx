import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import FormFieldBox from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { FormField } from '../../functions/contracts/form.ts';
import { Moment } from '../time/moment.tsx';
import { plain } from '../words/words.ts';
import { FieldInput } from './field-input.tsx';
import type { FormDraft } from './use-form-draft.ts';

/** A field with what stands in it, where that came from, and the values between which somebody has to decide. */
export function FieldOfForm({ field, draft }: { field: FormField; draft: FormDraft }) {
  const { name, label, help, required, instead = [] } = field;
  const { values, prefilled } = draft.fieldOf(name);
  const value = draft.valueOf(name);
  const isKnown = values.length === 0 && prefilled !== null && value === prefilled.value;
  return (
    <FormFieldBox
      label={required ? label : `${label} (may be left out)`}
      description={help}
      stretch
      constraintText={
        isKnown
          ? `Filled in from the case (${plain(prefilled.source.from).toLowerCase()}); nobody typed it.`
          : undefined
      }
    >
      <SpaceBetween size="xs">
        <FieldInput field={field} value={value} onChange={(next) => draft.type(name, next)} />
        {instead.length > 0 && (
          <SpaceBetween direction="horizontal" size="xs">
            {instead.map((literal) => (
              <Button
                key={literal}
                variant="inline-link"
                ariaLabel={`${label}: ${literal}`}
                onClick={() => draft.type(name, literal)}
              >
                {literal}
              </Button>
            ))}
          </SpaceBetween>
        )}
        {values.length > 1 && (
          <Alert type="warning" header="Two people wrote here at once">
            <SpaceBetween size="xs">
              {values.map(({ value: one, by, at, event }) => (
                <SpaceBetween key={event} direction="horizontal" size="xs" alignItems="center">
                  <span className="written">{`${by.name}: ${String(one ?? 'left it empty')}`}</span>
                  <Moment at={at} />
                  <Button onClick={() => draft.type(name, one)}>Keep this one</Button>
                </SpaceBetween>
              ))}
            </SpaceBetween>
          </Alert>
        )}
      </SpaceBetween>
    </FormFieldBox>
  );
}
