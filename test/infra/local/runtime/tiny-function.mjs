// A function for tests of the runtime: does what its event says.
let invocations = 0;

export async function handler(event, context) {
  invocations++;
  if (event.Records) {
    const failures = event.Records.filter((record) => JSON.parse(record.body).fail === 'item');
    if (event.Records.some((record) => JSON.parse(record.body).fail === 'batch')) throw new Error('the whole batch');
    for (const record of event.Records) console.log(`took ${JSON.parse(record.body).name}`);
    return { batchItemFailures: failures.map((record) => ({ itemIdentifier: record.messageId })) };
  }
  switch (event.do) {
    case 'environment':
      return process.env;
    case 'context':
      return {
        name: context.functionName,
        remaining: context.getRemainingTimeInMillis(),
        id: context.awsRequestId,
        invocations,
      };
    case 'throw':
      throw new RangeError('as asked');
    case 'hang':
      return new Promise(() => setInterval(() => undefined, 1000));
    case 'crash':
      return process.exit(3);
    case 'print':
      console.log('printed');
      return null;
    default:
      return { echo: event };
  }
}
