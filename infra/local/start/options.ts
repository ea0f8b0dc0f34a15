import { parseArgs } from 'node:util';

export interface StartOptions {
  /** Ends when the queues are empty. */
  once: boolean;
  fixtures: boolean;
  /** Of the console's API; the next free one is taken where it is busy. */
  port: number;
  smtpPort: number;
  stateFolder: string;
}

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE = `npm start -- [--once] [--no-fixtures] [--port 8787] [--smtp-port 2525] [--state .undertone]

  --once         end when everything is processed: 0 if all of it was, 1 if something waits in a dead-letter queue
  --no-fixtures  do not feed the story in fixtures/
  --port         of the console's API on 127.0.0.1
  --smtp-port    of the mail server on 127.0.0.1
  --state        where everything is kept, .undertone unless said otherwise; npm run reset clears that one`;

/** @throws UsageError naming the option that is wrong. */
export function readOptions(args: readonly string[]): StartOptions {
  let values: Record<string, unknown>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        once: { type: 'boolean', default: false },
        'no-fixtures': { type: 'boolean', default: false },
        port: { type: 'string', default: '8787' },
        'smtp-port': { type: 'string', default: '2525' },
        state: { type: 'string', default: '.undertone' },
        help: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`, { cause: error });
  }
  if (values.help === true) throw new UsageError(USAGE);
  return {
    once: values.once === true,
    fixtures: values['no-fixtures'] !== true,
    port: readPort('--port', String(values.port)),
    smtpPort: readPort('--smtp-port', String(values['smtp-port'])),
    stateFolder: String(values.state),
  };
}

function readPort(name: string, text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`${name} must be a port, 0 to 65535, and is ${text}.`);
  return port;
}
