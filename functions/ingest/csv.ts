/** A row of more cells than a transcript has columns is data. */
const MAX_COLUMNS = 100;

/**
 * Reads comma-, semicolon- or tab-separated text whose first row names its columns (RFC 4180), as one object a row; null where
 * the first row names no column of words. Quotation marks may hold line breaks. Linear in the text.
 */
export function csvRows(text: string): Record<string, string>[] | null {
  const first = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'));
  const separator = [',', ';', '\t']
    .map((sign) => ({ sign, count: first.split(sign).length - 1 }))
    .sort((a, b) => b.count - a.count)[0];
  if (separator === undefined || separator.count < 1 || first.length > 2_000) return null;
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === separator.sign) {
      row.push(cell);
      cell = '';
    } else if (sign === '\n') {
      row.push(cell.replace(/\r$/, ''));
      rows.push(row);
      row = [];
      cell = '';
    } else cell += sign;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  const columns = rows[0]?.map((name) => name.replace(/^\uFEFF/, '').trim()) ?? [];
  if (columns.length < 2 || columns.length > MAX_COLUMNS || columns.some((name) => name.length > 60)) return null;
  return rows
    .slice(1)
    .filter((cells) => cells.some((each) => each.trim() !== ''))
    .map((cells) => Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])));
}
