/** An error as SES's Query API gives it. */
export class SesError extends Error {
  override readonly name = 'SesError';

  constructor(
    readonly code:
      | 'ConfigurationSetDoesNotExist'
      | 'InvalidAction'
      | 'InvalidParameterValue'
      | 'MessageRejected'
      | 'MissingAuthenticationToken'
      | 'NotImplemented',
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}
