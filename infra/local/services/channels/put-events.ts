import { ChannelsError } from './channels-error.ts';

interface Entry {
  EventBusName?: string;
  Source?: string;
  DetailType?: string;
  Detail?: string;
}

/** EventBridge API reference, "PutEvents". */
const MOST_ENTRIES = 10;

/** EventBridge's `PutEvents`. An entry that cannot be an event is refused alone, as there. @throws ChannelsError */
export async function putEvents(
  target: string,
  body: string,
  keep: (to: string, content: string) => Promise<string>,
): Promise<string> {
  if (target !== 'AWSEvents.PutEvents') {
    throw new ChannelsError('NotImplemented', `The local EventBridge stand-in does not implement ${target}.`, 501);
  }
  const { Entries = [] } = JSON.parse(body) as { Entries?: Entry[] };
  if (Entries.length === 0 || Entries.length > MOST_ENTRIES) {
    throw new ChannelsError('ValidationException', `Entries must hold 1 to ${MOST_ENTRIES} entries.`, 400);
  }
  let FailedEntryCount = 0;
  const answers: object[] = [];
  for (const { EventBusName = 'default', Source, DetailType, Detail } of Entries) {
    if (Source && DetailType && isJsonObject(Detail)) {
      answers.push({ EventId: await keep(EventBusName, Detail) });
    } else {
      FailedEntryCount++;
      answers.push({
        ErrorCode: 'InvalidArgument',
        ErrorMessage: 'Source, DetailType or Detail is not as it must be.',
      });
    }
  }
  return JSON.stringify({ FailedEntryCount, Entries: answers });
}

function isJsonObject(text: string | undefined): text is string {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
