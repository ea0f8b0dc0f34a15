import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LambdaService, startLambda } from '../../../../infra/local/services/lambda.ts';

let lambda: LambdaService;
let client: LambdaClient;
beforeAll(async () => {
  lambda = await startLambda();
  lambda.serve('echo', async (event) => event);
  lambda.serve('silent', async () => undefined);
  lambda.serve('broken', async () => {
    throw new TypeError('It broke.');
  });
  lambda.serve('long-winded', async () => 'x'.repeat(6 * 1024 * 1024));
  client = new LambdaClient({
    endpoint: lambda.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await lambda.stop();
});

const invoke = async (FunctionName: string, event: unknown = {}) => {
  const { Payload, ...answer } = await client.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(event)) }),
  );
  return { ...answer, payload: JSON.parse(Buffer.from(Payload ?? []).toString('utf8')) };
};

/* The Lambda API reference, "Invoke", and "Lambda quotas". */
describe('the local Lambda', () => {
  it('runs a function and gives its result with the version that ran', async () => {
    expect(await invoke('echo', { text: 'Grüße 👋' })).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      payload: { text: 'Grüße 👋' },
    });
    const silent = await invoke('silent');
    expect(silent.payload).toBeNull();
    expect(silent.FunctionError).toBeUndefined();
  });

  it('answers 200 for a function that throws, and says so in a header', async () => {
    expect(await invoke('broken')).toMatchObject({
      StatusCode: 200,
      FunctionError: 'Unhandled',
      payload: { errorType: 'TypeError', errorMessage: 'It broke.' },
    });
  });

  it('takes and gives 6 MB and no more', async () => {
    await expect(invoke('echo', 'x'.repeat(6 * 1024 * 1024))).rejects.toMatchObject({
      name: 'RequestTooLargeException',
    });
    expect(await invoke('long-winded')).toMatchObject({
      FunctionError: 'Unhandled',
      payload: { errorType: 'Function.ResponseSizeTooLarge' },
    });
  });

  it('knows no function that it was not given', async () => {
    await expect(invoke('payroll')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('refuses a body that is no JSON, and a request that nobody signed', async () => {
    const broken = new InvokeCommand({ FunctionName: 'echo', Payload: Buffer.from('{') });
    await expect(client.send(broken)).rejects.toMatchObject({ name: 'InvalidRequestContentException' });
    const url = `${lambda.endpoint}/2015-03-31/functions/echo/invocations`;
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(403);
  });

  it('leaves out what nothing here calls, such as an invocation that nobody waits for', async () => {
    const event = new InvokeCommand({ FunctionName: 'echo', InvocationType: 'Event' });
    await expect(client.send(event)).rejects.toMatchObject({ name: 'NotImplemented' });
  });
});
