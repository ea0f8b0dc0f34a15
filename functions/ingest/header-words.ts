/** A field of a header block that a mail program writes into the body when it quotes or forwards. */
export type HeaderField = 'from' | 'to' | 'cc' | 'bcc' | 'date' | 'subject' | 'reply-to';

/**
 * The words of mail programs, by language, as they stand in the forwards and replies of Apple Mail, Gmail, Outlook, Yahoo,
 * Thunderbird, HubSpot, IONOS, MailMate and Missive. Source: the locales of email-forward-parser and talon.
 */
const WORDS: Readonly<Record<HeaderField, string>> = {
  from: 'From|Od|Fra|Von|De|Lähettäjä|Šalje|Feladó|Da|Van|Expeditorul|De la|Отправитель|От|От кого|Från|Kimden|Gönderen|Від|Від кого|Saatja|送信元|差出人|发件人|寄件者|Από|보낸사람|보낸 사람|Mittente|Nadawca|Remitente|Remetente|Absender|Expéditeur|Avsender|Afsender|Avsändare|Afzender|Odesílatel|Odosielateľ',
  to: 'To|Komu|Til|An|Para|Vastaanottaja|À|Prima|Címzett|A|Aan|Do|Destinatarul|Către|Кому|Pre|Till|Kime|Alıcı|Pour|Adresat|Saaja|送信先|宛先|收件人|收件者|Προς|받는사람|받는 사람',
  cc: 'Cc|Kopie|Kopio|Másolat|Kopi|Dw|Копия|Kopia|Bilgi|Копія|Másolatot kap|Kópia|Kopie (CC)|Copie à|Koopia|抄送|副本|Κοιν.',
  bcc: 'Bcc|Blindkopie|Cci|Ukryte do wiadomości',
  date: 'Date|Datum|Dato|Envoyé|Fecha|Päivämäärä|Dátum|Data|Dată|Дата|Tarih|Sent|Päiväys|Sendt|Gesendet|Enviado|Enviada|Enviado el|Enviada em|Lähetetty|Elküldve|Inviato|Verzonden|Wysłano|Trimis|Отправлено|Odoslané|Odesláno|Skickat|Gönderilen|Gönderildi|Відправлено|Poslano|Kuupäev|日付|送信日時|日時|发送时间|日期|寄件日期|Ημερομηνία|보낸 날짜|날짜',
  subject:
    'Subject|Předmět|Emne|Betreff|Asunto|Aihe|Objet|Predmet|Tárgy|Oggetto|Onderwerp|Temat|Assunto|Subiectul|Subiect|Тема|Ämne|Konu|Sujet|Naslov|Teema|件名|主题|主旨|Θέμα|제목',
  'reply-to':
    'Reply-To|Odgovori na|Odpověď na|Svar til|Antwoord aan|Vastaus|Répondre à|Antwort an|Válaszcím|Rispondi a|Odpowiedź-do|Responder A|Răspuns către|Ответ-Кому|Odpovedať-Pre|Svara till|Yanıt Adresi|Кому відповісти',
};

const FIELD_OF = new Map(
  Object.entries(WORDS).flatMap(([field, words]) =>
    words.split('|').map((word) => [word.toLowerCase(), field as HeaderField]),
  ),
);

const HEADER_LINE = /^[*_\s]{0,4}(\p{L}[\p{L}\p{M}.()-]*(?: [\p{L}\p{M}.()-]+){0,3}?)[*_]{0,2} ?[:：][*_]{0,2} ?(.*)$/u;

/** Reads `From: …` in any of the languages; null for a line that is none of it. */
export function headerLine(line: string): { field: HeaderField; value: string } | null {
  const match = HEADER_LINE.exec(line);
  const field = match?.[1] === undefined ? undefined : FIELD_OF.get(match[1].toLowerCase());
  return field === undefined ? null : { field, value: match?.[2] ?? '' };
}

const STUCK_WORDS = [...FIELD_OF.keys()]
  .filter((word) => word.length > 1 || word === 'à' || word === 'a')
  .sort((a, b) => b.length - a.length);
const STUCK = new RegExp(
  `(?:^|[^\\p{L}]|(?<=[\\p{Ll}\\p{N}]))(${STUCK_WORDS.map((word) => word.replace(/[.()]/g, '\\$&')).join('|')}) ?[:：]`,
  'giu',
);

/** Reads header fields that a program ran together in one line, as Yahoo does: `From: …To: …Sent: …Subject: …`. */
export function stuckHeaderLine(line: string): { field: HeaderField; value: string }[] {
  const found: { field: HeaderField; value: string; end: number }[] = [];
  for (const match of line.matchAll(STUCK)) {
    const field = FIELD_OF.get((match[1] ?? '').toLowerCase());
    const word = match[1] ?? '';
    if (field === undefined || !/^\p{Lu}|^[^\p{Ll}]/u.test(word) || found.some((other) => other.field === field))
      continue;
    const last = found.at(-1);
    if (last !== undefined) last.value = line.slice(last.end, match.index + match[0].indexOf(word));
    const end = match.index + match[0].length;
    found.push({ field, value: line.slice(end), end });
  }
  return found.map(({ field, value }) => ({ field, value: value.trim() }));
}

const phrases = (list: string): ReadonlySet<string> => new Set(list.split('|').map((phrase) => phrase.toLowerCase()));

const FORWARDED = phrases(
  'Forwarded message|Begin forwarded message|Začátek přeposílané zprávy|Start på videresendt besked|Anfang der weitergeleiteten Nachricht|Inicio del mensaje reenviado|Välitetty viesti alkaa|Début du message réexpédié|Début du message transféré|Započni proslijeđenu poruku|Továbbított levél kezdete|Inizio messaggio inoltrato|Begin doorgestuurd bericht|Videresendt melding|Początek przekazywanej wiadomości|Início da mensagem reencaminhada|Início da mensagem encaminhada|Începe mesajul redirecționat|Начало переадресованного сообщения|Začiatok preposlanej správy|Vidarebefordrat mejl|İleti başlangıcı|Початок листа, що пересилається|Přeposlaná zpráva|Videresendt meddelelse|Weitergeleitete Nachricht|Mensaje reenviado|Edelleenlähetetty viesti|Message transmis|Továbbított üzenet|Messaggio inoltrato|Doorgestuurd bericht|Przekazana wiadomość|Mensagem reencaminhada|Mensagem encaminhada|Mesaj redirecționat|Пересылаемое сообщение|Preposlaná správa|Vidarebefordrat meddelande|İletilmiş Mesaj|Перенаправлене повідомлення|Välitetty viesti / Fwd.Msg|Message transféré|Proslijeđena poruka|Treść przekazanej wiadomości|Перенаправленное сообщение|Preposlaná správa --- Forwarded Message|İletilen İleti|Переслане повідомлення|メッセージを転送|Wiadomość przesłana dalej|転送メッセージ|转发的邮件|轉寄郵件',
);

const ORIGINAL = phrases(
  "Original Message|Original Appointment|Ursprüngliche Nachricht|Originalnachricht|Message d'origine|Message d’origine|Message original|Mensaje original|Messaggio originale|Oorspronkelijk bericht|Oprindelig meddelelse|Opprinnelig melding|Ursprungligt meddelande|Alkuperäinen viesti|Wiadomość oryginalna|Mensagem original|Исходное сообщение|Původní zpráva|Eredeti üzenet|Original-Nachricht|Orijinal Mesaj|原始邮件|元のメッセージ",
);

/**
 * Reads a line that says where another message begins. `rest` is what the program ran on behind it; `rule` is a bare line of
 * dashes or underscores, which only means something before a header block.
 */
export function separatorLine(line: string): { kind: 'forward' | 'original' | 'rule'; rest: string } | null {
  if (/^[_-]{5,}$/.test(line)) return { kind: 'rule', rest: '' };
  const dashed = /^[-–—_=*]{2,} ?([^-–—_=*].{2,60}?) ?[-–—_=*]{2,} ?(.*)$/u.exec(line);
  const phrase = (dashed?.[1] ?? /^(.{3,60}?) ?[:：]$/u.exec(line)?.[1] ?? '').replaceAll(/\s+/g, ' ').toLowerCase();
  const rest = dashed?.[2] ?? '';
  if (FORWARDED.has(phrase) || FORWARDED.has(`${phrase} --- ${rest.replace(/\s*-+.*$/, '').toLowerCase()}`)) {
    return { kind: 'forward', rest: /^Forwarded Message -+/i.test(rest) ? '' : rest };
  }
  if (ORIGINAL.has(phrase)) return { kind: 'original', rest };
  return null;
}

/** Prefixes by which a program says that a mail is a forward. Source: email-forward-parser's subjects. */
export const FORWARD_SUBJECT = /^\s*(?:fwd?|vs|wg|rv|tr|i|pd|enc|redir\.?|vb|vl|videresend|ilt|i̇lt|転送)\s*[:：]/iu;
/** And that it is an answer. */
export const REPLY_SUBJECT = /^\s*(?:re|aw|sv|antw|odp|ynt|r|res|rif|betr|回复|答复)(?:\s*\[\d+\])?\s*[:：]/iu;

const WROTE =
  /(?:\b(?:wrote|writes|schrieb|escribió|escribio|napsal|skrev|ha scritto|scrisse|geschreven|schreef|escreveu|kirjoitti|kirjutas|yazdı|a scris|je napisao|napisao|quoting|said)(?=$|[^\p{L}])|a écrit|napisał|написал|написала|написав|пишет|пише|napísal|írta|έγραψε|写道|のメッセージ|さんは書きました|작성)/iu;
const DATED = /\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}:\d{2}/;
const ADDRESSES = /[^\s<>[\]()]+@[^\s<>[\]()]+/gu;
const ADDRESSED = /[<[(]?[^\s<>[\]()]+@[^\s<>[\]()]+[>\])]?/;
const BEGINS =
  /^(?:-{2,}\s*)?(?:(?:on|am|le|el|den|il|op|em|w dniu|dnia|dne|at|in article|in message|il giorno|kl|da|dana|pe|la|on behalf|quoting|в|за)(?!\p{L})|d\.|\d{1,4}[./-])/iu;
/** A line of its own with which such a sentence begins, and never goes on. */
const OPENS = /^(?:-{2,}\s*)?(?:on|le|el|den|op|em|il giorno|w dniu|dnia)(?!\p{L})/iu;
const TIMED = /\d{1,2}[:.h]\d{2}/;
/**
 * Words of someone who speaks, which no program puts between a date and "wrote". In lower case, but for "I": Will, Kill and May are
 * names, and so is the I. of an initial.
 */
const SPEAKS =
  /\b(?:I(?![.\p{L}-])|you|your|yours|me|my|we|us|our|will|won['’]t|can|shall|should|kill|die|dead|burn|hurt|shoot|know|watch|wait|come|find)\b/u;

/**
 * How far a joined line is an "On …, Name <address> wrote:": `whole` where it begins as one or has an address, `sure` where it also
 * names a time or an address, and not only says `wrote:`. Some languages (Russian, Japanese) have no verb in it; then it is one with a
 * date, a time and an address, never `sure`. Null for a sentence in which someone speaks: what is taken for a header is not heard.
 */
export function replyHeader(
  joined: string,
): { sure: boolean; whole: boolean; from: string | null; date: string | null } | null {
  if (joined.length > 500 || !/[:：]\s*$/.test(joined)) return null;
  if (SPEAKS.test(joined.replace(ADDRESSES, ' ').replace(WROTE, ' '))) return null;
  const address = ADDRESSED.exec(joined)?.[0] ?? null;
  const dated = DATED.test(joined);
  if (!WROTE.test(joined)) {
    const bare = dated && TIMED.test(joined) && /<[^<>\s]+@[^<>\s]+>\s*[:：]\s*$/.test(joined);
    return bare ? { sure: false, whole: true, from: replyAuthor(joined), date: joined } : null;
  }
  return {
    sure: dated || address !== null,
    whole: BEGINS.test(joined) || (address !== null && !/^[<[(]/.test(joined)),
    from: replyAuthor(joined),
    date: dated ? joined : null,
  };
}

/** Whether a line may be the first of several that together are a reply header: "Fine by me." above one is speech. */
export function mayOpenReplyHeader(line: string): boolean {
  return BEGINS.test(line) || DATED.test(line) || ADDRESSED.test(line);
}

/** Whether a reply header begins with this line, so that what stands above it is no part of one. */
export function opensReplyHeader(line: string): boolean {
  return OPENS.test(line) && DATED.test(line);
}

/** Words of the sentence that stand between the time and the name. */
const LEADING_WORDS = /^(?:(?:[AP]M|időpontban|heeft|používateľ|пользователь|schrieb|skrev|EES?T|CES?T|UTC|GMT)\s+)+/iu;

/** The writer that the line names: the words next to the address, or between the date and the verb. */
function replyAuthor(joined: string): string | null {
  const addressed =
    /(?:^|[,"'“„«:\d]|\b(?:schrieb|skrev|heeft|написал|пользователь|používateľ|időpontban|AM|PM|EEST|CES?T|UTC|GMT)\s)\s*["'“„«]?([\p{L}][^,"“„«”»<>[\]():\d]{0,80}?)["'”»]?\s*\(?[<[(](?:mailto:)?([^\s<>[\]()]+@[^\s<>[\]()]+?)[>\])]/u.exec(
      joined,
    );
  if (addressed !== null) {
    const name = (addressed[1] ?? '').replace(LEADING_WORDS, '').trim();
    return `${name === '' ? '' : `"${name}" `}<${addressed[2] ?? ''}>`;
  }
  const address = ADDRESSED.exec(joined)?.[0];
  if (address !== undefined) return address;
  return (
    /[,\d]\s*(?:[AP]M\s*)?,?\s*(\p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+){0,3})\s+(?:wrote|writes|said)\s*:/u.exec(
      joined,
    )?.[1] ?? null
  );
}
