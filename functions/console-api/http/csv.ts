/** A table as RFC 4180 has it, with a mark that makes spreadsheets read it as UTF-8. */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

/**
 * One cell. A spreadsheet takes what begins with = + - @, a tab or a carriage return for a formula and runs it (OWASP, "CSV Injection"): an
 * apostrophe before it makes it text. A full-width sign is read as the plain one by some.
 */
function cell(text: string): string {
  const guarded = /^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${guarded.replace(/"/g, '""')}"`;
}
