import type { Act } from './acts.ts';
import type { ActCondition } from './conduct-detection.ts';

/** What a condition looks at of an act. */
type Shown = Pick<Act, 'severity' | 'categories' | 'signalIds' | 'automated' | 'sightings'>;

/** Whether one act meets every part of a condition. */
export function meets(act: Shown, where: ActCondition): boolean {
  if (where.min_severity !== undefined && act.severity < where.min_severity) return false;
  if (where.automated !== undefined && act.automated !== where.automated) return false;
  if (where.answers_us !== undefined && answersUs(act) !== where.answers_us) return false;
  if (where.lawful_way !== undefined && goesALawfulWay(act) !== where.lawful_way) return false;
  if (where.any_category && !where.any_category.some((category) => act.categories.includes(category))) return false;
  if (where.any_signal && !where.any_signal.some((pattern) => act.signalIds.some((id) => isBelow(id, pattern))))
    return false;
  return true;
}

const answersUs = ({ sightings }: Shown): boolean => sightings.some((sighting) => sighting.answersUs === true);

const goesALawfulWay = ({ sightings }: Shown): boolean => sightings.some(({ lawfulWay }) => lawfulWay === true);

function isBelow(id: string, pattern: string): boolean {
  return pattern.endsWith('/**') ? id.startsWith(pattern.slice(0, -2)) : id === pattern;
}
