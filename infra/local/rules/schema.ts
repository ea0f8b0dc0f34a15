import * as z from 'zod';
import { Detection } from '../../../functions/score/detections/detection.ts';

/** The shape of a detection's file as JSON Schema, for editors that complete and check YAML by it; the text of the file. */
export function detectionSchema(): string {
  const schema = z.toJSONSchema(Detection, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ title: 'Detection', ...schema }, null, 2)}\n`;
}
