/** Who writes, from which addresses, and to whom. */
export const FROM = 'Gordon Pell <gordon.pell@tidewater.example>';
export const ALSO_FROM = 'Gordon Pell <g.pell.portmouth@mailhaven.example>';
export const DANA = 'Dana Whitfield <dana.whitfield@harborline.example>';

/** What no mail to the roster may say. */
export const SECRETS = [/Gordon/, /Pell/, /blue folder/, /tidewater/, /hair down/];
