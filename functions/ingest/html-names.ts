const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements that have no content and no end tag. */
export const VOID = names('area base br col embed hr img input link meta param source track wbr');

/** An empty line stands before and after them. */
export const PARAGRAPH = names('p h1 h2 h3 h4 h5 h6 blockquote pre ul ol dl table hr');

/** They begin on a line of their own. */
export const BLOCK: ReadonlySet<string> = new Set([
  ...PARAGRAPH,
  ...names(
    'address article aside body center dd details dialog dir div dt fieldset figure footer form header html legend li main menu nav option section summary tbody tfoot thead title tr template datalist desc',
  ),
]);

/** They stand in the line, with space around them. */
export const BOX = names('td th button textarea select text tspan label');

/** Closed by the next of their kind: a table of unclosed cells does not nest. */
export const IMPLIED_END = names('p li dt dd option tr td th thead tbody tfoot');
