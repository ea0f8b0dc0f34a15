import Badge, { type BadgeProps } from '@cloudscape-design/components/badge';
import type { Priority } from '../../functions/contracts/vocabulary.ts';
import { PRIORITIES } from './words.ts';

const COLOURS: Readonly<Record<Priority, BadgeProps['color']>> = {
  P0: 'severity-critical',
  P1: 'severity-high',
  P2: 'severity-medium',
  P3: 'severity-low',
};

export function PriorityBadge({ priority, short = false }: { priority: Priority; short?: boolean }) {
  return <Badge color={COLOURS[priority]}>{short ? priority : PRIORITIES[priority]}</Badge>;
}
