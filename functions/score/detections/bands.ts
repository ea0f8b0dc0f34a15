import type { Category, ThreatType } from '../../contracts/vocabulary.ts';
import type { DetectionFields } from './detection.ts';

/** What a folder below `rules/` asks of the detections in it. */
export interface Band {
  readonly folder: string;
  readonly lowest: number;
  readonly highest: number;
  readonly type: ThreatType | null;
}

/** The severities of each folder (requirement 13), so that a number means the same in every file. */
export const BANDS: readonly Band[] = [
  { folder: 'threat/direct', lowest: 3, highest: 4, type: 'direct' },
  { folder: 'threat/implied', lowest: 1, highest: 3, type: 'implied' },
  { folder: 'threat/perceived', lowest: 1, highest: 3, type: 'perceived' },
  { folder: 'harassment', lowest: 1, highest: 3, type: null },
  { folder: 'concern', lowest: 0, highest: 2, type: null },
];

/** Implied threats of these kinds may be lethal or mass as they stand: a veiled bomb threat is still a bomb threat. */
const LETHAL_THOUGH_IMPLIED: readonly Category[] = ['bomb-arson', 'violence-recipient', 'violence-others', 'leakage'];

/** Null where no folder fits the id. */
export function bandOf(detection: Pick<DetectionFields, 'id' | 'category'>): Band | null {
  const band = BANDS.find(({ folder }) => detection.id.startsWith(`${folder}/`));
  if (band === undefined) return null;
  const lethal = band.folder === 'threat/implied' && LETHAL_THOUGH_IMPLIED.includes(detection.category);
  return lethal ? { ...band, highest: 4 } : band;
}
