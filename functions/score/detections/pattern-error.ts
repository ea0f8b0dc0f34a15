/** What is wrong with a pattern and at which of its columns, counted from 1. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
  readonly column: number;

  constructor(column: number, problem: string) {
    super(problem);
    this.column = column;
  }
}
