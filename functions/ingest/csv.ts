/** A row of more cells than a transcript or a list of reports has columns is data. */
const MAX_COLUMNS = 100;
/** A first row longer than this names no columns. */
const MAX_HEADER_CHARACTERS = 2_000;
/** Names of columns are short. */
const MAX_COLUMN_NAME_CHARACTERS = 60;

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export interface Row {
  readonly cells: readonly string[];
  /** It has more cells than there are columns: somebody wrote the separator in a cell without quotation marks. */
  readonly ragged: boolean;
  /** All of it as one text, for what no column holds. */
  readonly text: string;
}

/**
 * Reads comma-, semicolon- or tab-separated text whose first row names its columns (RFC 4180), with what Excel does to it: a mark
 * of byte order, a first line `sep=;`, `\r` alone as the end of a line. Quotation marks may hold separators and line breaks. A cell
 * is text and nothing else: one that begins with `=` is kept and never computed. Null where the first row names no column of
 * words, or where a quotation mark is never closed. Linear in the text.
 */
export function csvTable(source: string): Table | null {
  const { text, told } = withoutPreamble(source);
  const end = /\r?\n|\r/.exec(text)?.index ?? text.length;
  if (end > MAX_HEADER_CHARACTERS) return null;
  const separator = told ?? likeliestSeparator(text.slice(0, end));
  if (separator === null) return null;
  const rows = rowsOf(text, separator);
  if (rows === null) return null;
  const columns = rows[0]?.map((name) => name.trim()) ?? [];
  if (columns.length < 2 || columns.length > MAX_COLUMNS) return null;
  if (columns.some((name) => name.length > MAX_COLUMN_NAME_CHARACTERS)) return null;
  return {
    columns,
    rows: rows
      .slice(1)
      .filter((cells) => cells.some((each) => each.trim() !== ''))
      .map((cells) => ({
        cells,
        ragged: cells.slice(columns.length).some((each) => each.trim() !== ''),
        text: cells.join(separator),
      })),
  };
}

/** The rows of a table as objects. Of two columns of one name the later stands. */
export function tableObjects({ columns, rows }: Table): Record<string, string>[] {
  return rows.map(({ cells }) => Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ''])));
}

/** Excel tells its separator in a line above the table. */
function withoutPreamble(source: string): { text: string; told: string | null } {
  const text = source.replace(/^\uFEFF/, '');
  const told = /^"?sep=([,;\t|])"?(?:\r?\n|\r)/i.exec(text);
  return told === null ? { text, told: null } : { text: text.slice(told[0].length), told: told[1] ?? null };
}

function likeliestSeparator(header: string): string | null {
  const bare = header.replace(/"[^"]*"/g, '');
  const [best] = [',', ';', '\t']
    .map((sign) => ({ sign, count: bare.split(sign).length - 1 }))
    .sort((a, b) => b.count - a.count);
  return best === undefined || best.count < 1 ? null : best.sign;
}

function rowsOf(text: string, separator: string): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    rows.push([...row, cell]);
    row = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (sign === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (sign === separator) {
      row.push(cell);
      cell = '';
    } else if (sign === '\n') endRow();
    else if (sign === '\r') {
      // With a line feed behind it, that one ends the row.
      if (text[at + 1] !== '\n') endRow();
    } else cell += sign;
  }
  if (quoted) return null;
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}
