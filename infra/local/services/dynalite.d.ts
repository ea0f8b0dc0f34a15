declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** `path` absent: in memory. The milliseconds are how long a table stays in its passing states. */
  export default function dynalite(options: {
    path?: string;
    createTableMs?: number;
    updateTableMs?: number;
    deleteTableMs?: number;
  }): Server;
}
