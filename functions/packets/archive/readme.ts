import { mergedElsewhere } from '../exhibits.ts';
import type { Material } from '../material.ts';
import { NOT_LEGAL_ADVICE } from '../pdf/sections.ts';

/** For whoever opens the packet first, perhaps years from now, with nothing of ours at hand. */
export function readmeText(material: Material): string {
  const { state, at, packetId, kind, head, exhibits } = material;
  const elsewhere = mergedElsewhere(material);
  return `${state.caseNumber}: ${kind.replaceAll('-', ' ')}
Made ${at}, packet ${packetId}

NOT LEGAL ADVICE
${wrapped(NOT_LEGAL_ADVICE)}

What is in it
  packet.pdf      chronology, what has to be shown and what is missing, the words of each exhibit
  exhibits/       ${exhibits.filter(({ original }) => original !== null).length} originals, byte for byte as they were received, named by the number of their exhibit
  custody.jsonl   the record of the case, one event a line, each with the hash of the one before
  hashes.txt      the SHA-256 of every other file
${elsewhere === null ? '' : `\nWhat is not in it\n${wrapped(elsewhere)}\n`}
The originals are what people sent. Some may hold harmful code: open them on a
computer that is kept for that, and never follow a link in them.

How to check it
  1. Hashes. In the folder of the unpacked files:
       Linux            sha256sum --check --strict hashes.txt
       macOS            shasum -a 256 --check hashes.txt
       Windows          certutil -hashfile FILE SHA256, and compare
  2. Custody. The SHA-256 of each original is in an event of type
     "evidence-preserved" in custody.jsonl. The last event of that file is
       number ${head.number}
       hash   ${head.hash}
     How to verify its chain is in docs/custody.md of Undertone, for anyone to
     write anew in an afternoon; Undertone does all of it at once:
       npm run custody -- verify PACKET.zip
  3. The whole. The last 71 bytes of the ZIP are "sha256:" and the SHA-256 of
     all bytes before them. The SHA-256 of the whole ZIP is in the event
     "exported" of the case, which the company can show.
`;
}

function wrapped(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length >= 78) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
