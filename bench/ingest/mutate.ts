/** Bytes that mean something to a reader of mail, chats or captions; put in anywhere they break what a parser expects. */
const TELLING = [
  '\r\n\r\n',
  '\n',
  '--b\r\n',
  '--b--\r\n',
  'Content-Type: multipart/mixed; boundary="b"\r\n',
  'Content-Type: message/rfc822\r\n\r\n',
  'Content-Type: text/html\r\n\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Transfer-Encoding: quoted-printable\r\n',
  'From: a <a@harborline.example>\r\n',
  'On Mon, Apr 2, 2012 at 6:26 PM, T <t@x.example> wrote:\n',
  '-----Original Message-----\n',
  '---------- Forwarded message ---------\n',
  'From: b <b@c.example>\nSent: Monday\nSubject: x\n\n',
  '> > ',
  '=?utf-8?B?',
  '?=',
  '<blockquote type="cite">',
  '</div></div>',
  '<style>',
  '<!--',
  '&#0;',
  '\0',
  '\uFEFF',
  '\u202E',
  '{"messages":[',
  ']}',
  'WEBVTT\n\n00:01.000 --> 00:02.000\n',
  '-----BEGIN PGP MESSAGE-----\n',
  '"',
  '“',
  'He said ',
  'Reporter: x\nSaid: ',
].map((text) => Buffer.from(text));

/** A damaged copy: bytes flipped, cut, doubled, moved, or given something that means something, one to eight times. */
export function mutate(bytes: Uint8Array, random: () => number): Uint8Array {
  let copy = Buffer.from(bytes);
  const upTo = (limit: number): number => Math.floor(random() * limit);
  for (let times = 1 + upTo(8); times > 0; times--) {
    const at = upTo(copy.length + 1);
    const length = 1 + upTo(Math.max(1, Math.min(2_000, copy.length - at)));
    switch (upTo(6)) {
      case 0:
        if (at < copy.length) copy[at] = upTo(256);
        break;
      case 1:
        copy = Buffer.concat([copy.subarray(0, at), copy.subarray(at + length)]);
        break;
      case 2:
        copy = Buffer.concat([copy.subarray(0, at), copy.subarray(at, at + length), copy.subarray(at)]);
        break;
      case 3:
        copy = Buffer.concat([copy.subarray(at, at + length), copy.subarray(0, at), copy.subarray(at + length)]);
        break;
      case 4:
        copy = copy.subarray(0, at);
        break;
      default:
        copy = Buffer.concat([copy.subarray(0, at), TELLING[upTo(TELLING.length)] as Buffer, copy.subarray(at)]);
    }
  }
  return copy;
}
