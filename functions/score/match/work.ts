/** Steps that were taken to match: words read, edges followed, guards looked at, instructions run. They grow with the text and no faster. */
export class Work {
  steps = 0;
}
