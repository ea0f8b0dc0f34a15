import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectionSchema } from '../../../../infra/local/rules/schema.ts';

describe('the JSON Schema of detections, for editors', () => {
  it('is current: `npm run -s rules -- schema` writes it', () => {
    const path = join(import.meta.dirname, '..', '..', '..', '..', 'rules', 'detection.schema.json');
    expect(readFileSync(path, 'utf8')).toBe(detectionSchema());
  });

  it('asks for what an author must write and for no more', () => {
    expect(JSON.parse(detectionSchema())).toMatchObject({
      required: ['id', 'title', 'category', 'severity', 'why', 'false_positives', 'examples'],
      additionalProperties: false,
    });
  });
});
