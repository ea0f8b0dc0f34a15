import ExpandableSection, { type ExpandableSectionProps } from '@cloudscape-design/components/expandable-section';
import { type ReactNode, useState } from 'react';

interface Props extends Omit<ExpandableSectionProps, 'expanded' | 'defaultExpanded' | 'onChange' | 'children'> {
  readonly opensAtOnce?: boolean;
  readonly children: ReactNode;
}

/** A section of which nothing is fetched before somebody opens it: what they look at is on the record. */
export function ReadWhenOpen({ opensAtOnce = false, children, ...section }: Props) {
  const [open, setOpen] = useState(opensAtOnce);
  return (
    <ExpandableSection {...section} expanded={open} onChange={({ detail }) => setOpen(detail.expanded)}>
      {open && children}
    </ExpandableSection>
  );
}
