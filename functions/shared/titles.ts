/** What stands before a family name, in lower case and without a full stop: "Ms Whitfield", "Doctor Barrett". None of them is part of a name. */
export const TITLES: ReadonlySet<string> = new Set(
  'mr mrs ms miss mx mister missus dr doctor prof professor sir madam'.split(' '),
);
