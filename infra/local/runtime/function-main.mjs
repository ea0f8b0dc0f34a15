// The inside of a function's worker: what the Lambda runtime is to a handler. Plain JavaScript, because a worker starts without a compiler.
import { parentPort, workerData } from 'node:worker_threads';

const { entry, exportName, context } = workerData;
const handler = (await import(entry))[exportName];
if (typeof handler !== 'function') throw new TypeError(`${entry} exports no function ${exportName}.`);
parentPort.postMessage({ ready: true });

parentPort.on('message', async ({ id, event, deadline, nowOffsetMs }) => {
  // The clock of a drill; see functions/shared/time.ts.
  if (nowOffsetMs !== null) process.env.UNDERTONE_NOW_OFFSET_MS = String(nowOffsetMs);
  const lambdaContext = {
    ...context,
    awsRequestId: id,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    const result = await handler(event, lambdaContext);
    // As on AWS, a result is JSON and nothing else.
    parentPort.postMessage({ id, result: result === undefined ? null : JSON.parse(JSON.stringify(result)) });
  } catch (error) {
    const known = error instanceof Error;
    parentPort.postMessage({
      id,
      error: { name: known ? error.name : 'Error', message: known ? error.message : String(error) },
    });
  }
});
