import colors from 'picocolors';
import type { Turn } from '../../../functions/contracts/contact.ts';
import type { Signal } from '../../../functions/contracts/signal.ts';
import type { ScannedFile } from './scan-files.ts';

/** So much of the text around a flagged span is shown. */
const CONTEXT_CHARACTERS = 90;

/** One contact for a person: what was decided, the words that count in colour, and why; a contact with nothing of concern is one line. */
export function reportFile({ source, contact, assessment }: ScannedFile): string {
  const head = assessment.flagged
    ? colors.bold(colors.red(`${assessment.priority} ${assessment.lane}`))
    : colors.green('nothing of concern');
  const who = contact.subject?.address ?? contact.subject?.name ?? 'unknown sender';
  const lines = [`${head}  ${colors.bold(source)}  ${colors.dim(`${contact.channel} from ${printable(who)}`)}`];
  for (const problem of contact.problems) lines.push(`  ${colors.yellow('not read')}  ${problem.message}`);
  for (const { part, dkim, why } of contact.signatures ?? [])
    lines.push(`  ${colors.dim('signature')} ${dkim}  ${why} ${colors.dim(`(${part})`)}`);
  if (!assessment.flagged) return lines.join('\n');
  for (const { why } of assessment.reasons.slice(0, 3)) lines.push(`  ${why}`);
  for (const signal of assessment.signals) lines.push(...reportSignal(signal, contact.turns));
  for (const finding of assessment.conduct) {
    lines.push(
      `  ${colors.magenta('pattern')} ${finding.title} ${colors.dim(`(${finding.contactIds.length} contacts in ${finding.windowDays} days; ${finding.id})`)}`,
    );
    lines.push(`    ${finding.why}`);
    for (const { why } of finding.lowered ?? []) lines.push(`    ${colors.dim(`opens no case: ${why}`)}`);
  }
  return `${lines.join('\n')}\n`;
}

function reportSignal(signal: Signal, turns: readonly Turn[]): string[] {
  const { span } = signal;
  const text = turns.find((turn) => turn.index === span?.turn)?.text;
  const lines = [
    `  ${colors.cyan(signal.category)} severity ${signal.severity} ${colors.dim(`(${signal.id}, ${signal.by})`)}`,
  ];
  if (span !== null && text !== undefined) {
    const before = printable(text.slice(Math.max(0, span.start - CONTEXT_CHARACTERS), span.start));
    const after = printable(text.slice(span.end, span.end + CONTEXT_CHARACTERS));
    lines.push(
      `    “${before}${colors.bold(colors.bgRed(colors.white(printable(text.slice(span.start, span.end)))))}${after}”`,
    );
  }
  lines.push(`    ${signal.why.trim()}`);
  for (const { context, why, fromSeverity, toSeverity } of signal.lowered) {
    const what = toSeverity < fromSeverity ? `lowered from ${fromSeverity} to ${toSeverity}` : 'weighed';
    lines.push(`    ${colors.dim(`${what} (${context}): ${why}`)}`);
  }
  return lines;
}

/** On one line, and with no control character: a mail must not be able to move a terminal's cursor or change its title. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ');
}
