import { UndertoneError } from '../../shared/errors.ts';

/** A place in a rule file; line and column count from 1, as editors do. */
export interface RulePosition {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * A detection or a lexicon that cannot be used. Its message is `file:line:column: what is wrong and what to do`, the form that
 * editors and terminals turn into a link.
 */
export class RuleError extends UndertoneError {
  override readonly name = 'RuleError';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What is wrong and what to do, without the place. */
  readonly problem: string;

  constructor(file: string, line: number, column: number, problem: string, options?: ErrorOptions) {
    super(`${file}:${line}:${column}: ${problem}`, options);
    this.file = file;
    this.line = line;
    this.column = column;
    this.problem = problem;
  }
}

/** Everything that is wrong with a set of rules at once, so that a person mends them in one go. */
export class RulesError extends UndertoneError {
  override readonly name = 'RulesError';
  readonly errors: readonly RuleError[];

  constructor(errors: readonly RuleError[]) {
    super(errors.map((error) => error.message).join('\n'));
    this.errors = errors;
  }
}
