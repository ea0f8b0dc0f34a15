/** An error of our own whose message is written by us and holds no text of a contact, so that it may be logged. */
export class UndertoneError extends Error {
  readonly safeToLog = true;
  override readonly name: string = 'UndertoneError';
}
