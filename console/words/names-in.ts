/** Names that a person typed with commas between them. */
export const namesIn = (list: string): string[] => list.split(',').flatMap((name) => name.trim() || []);
