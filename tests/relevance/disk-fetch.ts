import { readFile } from 'node:fs/promises';

/**
 * Lets code written for the page fetch its files here: an address that begins with one of these folders, or
 * that is one of these paths, is read from the disk; every other request goes on as it was.
 *
 * @returns how to put the ordinary fetch back
 */
export function fetchFromDisk(folders: string[], files: Record<string, () => Promise<string>> = {}): () => void {
  const ordinary = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const address = typeof input === 'string' ? input.replace(/\?.*$/, '') : '';
    const file = files[address];
    if (file) return new Response(await file());
    if (folders.some((folder) => address.startsWith(folder))) return new Response(await readFile(address));
    return ordinary(input, init);
  };
  return () => {
    globalThis.fetch = ordinary;
  };
}
