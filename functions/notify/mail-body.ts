import type { Notice } from './notice.ts';

export const FOOTER =
  'This mail holds no message text and no customer’s name. Both are in the console, for those who may see them.';

export function asText({ headline, facts, guidance, link }: Notice): string {
  return [
    headline,
    '',
    ...facts.map(([label, value]) => `${label}: ${value}`),
    '',
    `Open the case: ${link}`,
    '',
    guidance.always,
    ...guidance.kinds.flatMap(({ title, steps }) => ['', title, ...steps.map((step, at) => `${at + 1}. ${step}`)]),
    '',
    FOOTER,
    '',
  ].join('\n');
}

export function asHtml({ headline, facts, guidance, link }: Notice): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th scope="row" align="left" style="padding:2px 16px 2px 0;font-weight:normal;color:#555">${escapeHtml(label)}</th>` +
      `<td style="padding:2px 0"><strong>${escapeHtml(value)}</strong></td></tr>`,
  );
  const kinds = guidance.kinds.map(
    ({ title, steps }) =>
      `<h2 style="font-size:16px;margin:16px 0 4px">${escapeHtml(title)}</h2>` +
      `<ol style="margin:0;padding-left:24px">${steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('')}</ol>`,
  );
  return asPage([
    `<p>${escapeHtml(headline)}</p>`,
    `<table style="border-collapse:collapse">${rows.join('')}</table>`,
    `<p><a href="${escapeHtml(link)}" style="font-weight:bold">Open the case</a></p>`,
    `<p><strong>${escapeHtml(guidance.always)}</strong></p>`,
    ...kinds,
  ]);
}

/** A whole page around what a mail says, with the footer that every mail has. */
export function asPage(parts: readonly string[]): string {
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Undertone</title></head>',
    '<body style="font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;max-width:36em">',
    ...parts,
    `<p style="color:#555;font-size:13px">${escapeHtml(FOOTER)}</p>`,
    '</body></html>',
    '',
  ].join('\n');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
