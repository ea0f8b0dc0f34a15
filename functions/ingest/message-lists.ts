import { CONVERSATION_ID, CONVERSATIONS, isObject, type Json, LISTS, pick, word } from './transcript-keys.ts';

/** One message as JSON, with the objects that it stands in, the outermost first. */
export interface FoundMessage {
  readonly message: Json;
  readonly around: readonly Json[];
  /** What tells its conversation from others of the same file; null where the file has one. */
  readonly conversation: unknown;
}

/** Containers stand in containers (Genesys: phrases in transcripts; Intercom: parts in parts), never deeper than this. */
const MAX_CONTAINERS = 8;

/**
 * Finds the messages of a JSON transcript: objects with words, in a list under a name that systems use. Lists in lists each go on
 * where the one before ended. Linear in the value: what is in a message is not looked through.
 */
export function findMessages(value: unknown, isMessage: (candidate: Json) => boolean): FoundMessage[] {
  const found: FoundMessage[] = [];
  const seen = new Set<Json>();
  const walkList = (list: readonly unknown[], around: readonly Json[], conversation: unknown, apart: boolean) => {
    for (const each of list) {
      if (!isObject(each) || seen.has(each)) continue;
      seen.add(each);
      if (isMessage(each) && !holdsMessages(each, isMessage)) {
        const own = word(pick(each, CONVERSATION_ID));
        found.push({ message: each, around, conversation: own === null ? conversation : `id:${own}` });
      } else walkObject(each, around, apart ? each : conversation);
    }
  };
  const walkObject = (object: Json, outer: readonly Json[], conversation: unknown) => {
    const around = [...outer, object];
    if (around.length > MAX_CONTAINERS) return;
    for (const name of [...CONVERSATIONS, ...LISTS]) {
      const member = pick(object, [name]);
      if (Array.isArray(member)) walkList(member, around, conversation, CONVERSATIONS.includes(name));
      else if (isObject(member) && !seen.has(member)) {
        seen.add(member);
        walkObject(member, around, conversation);
      }
    }
  };
  // A bare list is one of messages or, a conversation an element, of several talks.
  if (Array.isArray(value)) walkList(value, [], null, true);
  else if (isObject(value)) walkObject(value, [], null);
  return withoutRepeats(found);
}

/** A ticket has words of its own (its description) and the talk in a list below; the list is what was said. */
const holdsMessages = (candidate: Json, isMessage: (candidate: Json) => boolean): boolean =>
  [
    'messages',
    'comments',
    'phrases',
    'utterances',
    'messagerecords',
    'conversationparts',
    'history',
    'transcript',
  ].some((name) => {
    const member = pick(candidate, [name]);
    return Array.isArray(member) && member.some((each) => isObject(each) && isMessage(each));
  });

/** The same message under two names of one file (Zendesk lists comments, and events that are those comments) is one. */
function withoutRepeats(found: readonly FoundMessage[]): FoundMessage[] {
  const ids = new Map<string, Json | undefined>();
  return found.filter(({ message, around }) => {
    const id = word(pick(message, ['id', 'messageid', 'sid']));
    const body = pick(message, ['body', 'text', 'content']);
    if (id === null || typeof body !== 'string') return true;
    const key = `${id}\n${body.slice(0, 200)}`;
    const first = ids.get(key);
    if (!ids.has(key)) ids.set(key, around.at(-1));
    return first === undefined || first === around.at(-1);
  });
}
