/** Where a command writes its lines. */
export interface Output {
  print(line: string): void;
  error(line: string): void;
}

export const CONSOLE: Output = {
  print: (line) => console.log(line),
  error: (line) => console.error(line),
};
