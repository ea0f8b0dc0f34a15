import type { ApiClient } from '../api/client.ts';

interface Link {
  readonly link: string;
  readonly fileName: string;
}

/**
 * Puts what the API hands over into the person's downloads: the file itself, or where it lies for a moment if it is large. Nothing of it
 * is opened here.
 */
export async function saveFile(api: ApiClient, path: string): Promise<void> {
  const response = await api.download(path);
  if (response.headers.get('content-type')?.startsWith('application/json')) {
    const { link } = (await response.json()) as Link;
    follow(link, '');
    return;
  }
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'undertone';
  const address = URL.createObjectURL(await response.blob());
  follow(address, name);
  URL.revokeObjectURL(address);
}

/** A download that the browser keeps and does not open. */
export function follow(address: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.rel = 'noreferrer';
  link.click();
}
