/** An error as SNS and EventBridge give it. */
export class ChannelsError extends Error {
  override readonly name = 'ChannelsError';

  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}
