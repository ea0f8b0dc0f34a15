import { describe, expect, it } from 'vitest';
import { fitTeacher, type Lesson } from '../../../bench/training/teacher.ts';

const lesson = (x: number, y: number, label: 0 | 1 | undefined): Lesson => ({
  embedding: Float32Array.of(x, y),
  source: 0,
  label,
  weight: 1,
});
const LABELLED = Array.from({ length: 60 }, (_, index) =>
  index % 2 === 0 ? lesson(1, index / 60, 1) : lesson(-1, index / 60, 0),
);

describe('The teacher', () => {
  it('has a view of texts that nobody labelled', () => {
    const views = fitTeacher([...LABELLED, lesson(1, 0.3, undefined), lesson(-1, 0.3, undefined)], 1, 7);
    expect(views?.[60]).toBeGreaterThan(views?.[61] ?? Number.NaN);
  });

  it('says the same when it is asked again', () => {
    expect(fitTeacher(LABELLED, 1, 7)).toEqual(fitTeacher(LABELLED, 1, 7));
  });

  it('has no view where there is nothing to learn from', () => {
    expect(
      fitTeacher(
        LABELLED.filter(({ label }) => label === 0),
        1,
        7,
      ),
    ).toBeUndefined();
    expect(
      fitTeacher(
        LABELLED.map((one) => ({ ...one, embedding: undefined })),
        1,
        7,
      ),
    ).toBeUndefined();
  });
});
