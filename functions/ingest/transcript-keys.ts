export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The names that systems give the same things. Read from the published formats of Amazon Connect chat and Contact Lens, Amazon
 * Transcribe Call Analytics, Zendesk (tickets and Chat), Intercom, LivePerson, Salesforce, Twilio, Genesys, Slack, and of plain
 * exports; compared without case and without `_` and `-`.
 */
export const TEXT = [
  'content',
  'decoratedtext',
  'text',
  'plainbody',
  'body',
  'message',
  'msg',
  'messagetext',
  'messagedata',
  'utterance',
  'transcript',
  'htmlbody',
  'displaytext',
  'comment',
  'value',
];
/** Text that stands for the whole where a system gives its own choice of words beside it. */
export const WORDS = ['words', 'items', 'tokens'];
export const WORD = ['word', 'content', 'punctuatedword', 'text', 'value'];
export const CONFIDENCE = ['confidence', 'score'];
/** Files sent in a talk, and their names. */
export const FILES = ['attachments', 'files', 'media', 'attachment', 'file', 'uploads'];
export const FILE_NAME = ['attachmentname', 'filename', 'name', 'title', 'relativepath', 'url'];
/** Lists of whole conversations: each element is a talk of its own, with its own customer. */
export const CONVERSATIONS = [
  'conversations',
  'conversationhistoryrecords',
  'chats',
  'tickets',
  'interactions',
  'calls',
  'threads',
  'sessions',
];
/** What says which conversation a message of a list belongs to. */
export const CONVERSATION_ID = [
  'conversationid',
  'conversationsid',
  'chatid',
  'ticketid',
  'sessionid',
  'callid',
  'interactionid',
];
export const ROLE = [
  'participantrole',
  'role',
  'sendertype',
  'sentby',
  'actortype',
  'participantpurpose',
  'speakerrole',
  'authortype',
  'usertype',
  'direction',
  'channeltag',
  'party',
];
/** Zendesk Chat: `visitor:10414779.13`, `agent:1234`. */
export const NICK = ['nick', 'nickname'];
export const NAME = [
  'displayname',
  'sendername',
  'actorname',
  'agentfullname',
  'authorname',
  'realname',
  'fullname',
  'name',
  'sender',
  'from',
  'author',
  'username',
  'speaker',
  'speakerlabel',
  'participant',
  'user',
];
export const SPEAKER_ID = ['participantid', 'authorid', 'senderid', 'userid', 'participantsid', 'user', 'speakerlabel'];
export const TIME = [
  'absolutetime',
  'createdat',
  'timestamp',
  'datecreated',
  'clienttimestamp',
  'serverreceivedtimestamp',
  'sentat',
  'timel',
  'time',
  'at',
  'date',
  'ts',
  'datetime',
  'entrytime',
  'createddate',
  'sendtime',
];
export const START_MS = [
  'beginoffsetmillis',
  'startms',
  'beginms',
  'startoffsetms',
  'offsetms',
  'starttimems',
  'startoffset',
];
export const END_MS = ['endoffsetmillis', 'endms', 'endtimems', 'endoffsetms'];
export const START_SECONDS = ['starttime', 'start', 'begin', 'startseconds'];
export const END_SECONDS = ['endtime', 'end', 'endseconds'];
export const LISTS = [
  'transcript',
  'transcripts',
  'messages',
  'history',
  'conversationparts',
  'comments',
  'messagerecords',
  'conversationentries',
  'entries',
  'events',
  'phrases',
  'utterances',
  'audiosegments',
  'segments',
  'turns',
  'lines',
  'chat',
  'log',
  'conversation',
  'results',
  'items',
  'data',
  'ticket',
  'interaction',
  'records',
];
export const PEOPLE_LISTS = [
  'participants',
  'users',
  'agents',
  'consumerparticipants',
  'agentparticipants',
  'conversationparticipants',
  'contacts',
  'members',
];
export const CUSTOMER = [
  'customer',
  'visitor',
  'requester',
  'contact',
  'enduser',
  'consumer',
  'client',
  'caller',
  'customerinfo',
  'lead',
  'member',
];
export const AGENT = [
  'agent',
  'agentname',
  'agentnames',
  'assignee',
  'representative',
  'operator',
  'handledby',
  'assignedto',
];
export const MAIL = ['email', 'emailaddress', 'mail', 'address'];
export const PHONE = [
  'phone',
  'phonenumber',
  'telephone',
  'ani',
  'customerendpoint',
  'customerphonenumber',
  'callernumber',
  'fromnumber',
  'callerid',
];
export const ACCOUNT = ['account', 'accountnumber', 'accountid', 'customernumber', 'externalid'];
export const BEGAN = [
  'initiationtimestamp',
  'starttime',
  'startedat',
  'conversationstart',
  'createdat',
  'date',
  'timestamp',
  'when',
  'started',
  'time',
];
export const KIND = ['channel', 'mediatype', 'channeltype', 'type', 'medium'];

const plain = (key: string): string => key.toLowerCase().replace(/[_\-\s]/g, '');

/** An object is asked for forty names; its own are put into their plain form once. An object of a million names would else take minutes. */
const plainKeys = new WeakMap<Json, ReadonlyMap<string, string>>();

function keysOf(value: Json): ReadonlyMap<string, string> {
  const known = plainKeys.get(value);
  if (known !== undefined) return known;
  // Of two names that differ in case alone the first one written stands.
  const keys = new Map<string, string>();
  for (const key of Object.keys(value)) {
    const name = plain(key.slice(0, 60));
    if (!keys.has(name)) keys.set(name, key);
  }
  plainKeys.set(value, keys);
  return keys;
}

/** The first of the names that the object has, in the order of the names. */
export function pick(value: Json, names: readonly string[]): unknown {
  const keys = keysOf(value);
  for (const name of names) {
    const key = keys.get(name);
    if (key !== undefined && value[key] !== null && value[key] !== undefined && value[key] !== '') return value[key];
  }
  return undefined;
}

/** Words, or a number as words; null for anything else. */
export const word = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== ''
    ? value
    : typeof value === 'number' && Number.isFinite(value)
      ? String(value)
      : null;
