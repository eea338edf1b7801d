import type { Answers } from '../../content/model/forms.ts';

/** The newest kind of saved file that this page can read. A change to what is written below adds one. */
export const FILE_VERSION = 1;
/** Rounds of PBKDF2 with SHA-256, as OWASP's Password Storage Cheat Sheet advises (600,000). */
export const ITERATIONS = 600_000;
export const SHORTEST_PASSPHRASE = 12;

/**
 * Locks answers into a file that only the passphrase opens: AES-GCM with a 256-bit key made by PBKDF2.
 * The heading is authenticated with the words, so that neither can be changed without being noticed.
 *
 * @returns the text of the file (JSON)
 */
export async function lock(saved: Saved, passphrase: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const heading: Heading = {
    kind: KIND,
    version: FILE_VERSION,
    form: saved.form,
    key: { name: 'PBKDF2', hash: 'SHA-256', iterations: ITERATIONS, salt: toBase64(salt) },
    cipher: { name: 'AES-GCM', iv: toBase64(iv) },
  };
  const key = await keyFrom(passphrase, salt, ITERATIONS);
  const locked = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bytesOf(JSON.stringify(heading)) },
    key,
    bytesOf(JSON.stringify(saved)),
  );
  const words = toBase64(new Uint8Array(locked));
  return JSON.stringify({ ...heading, words, check: await checkOf(heading, words) });
}

/**
 * Opens a saved file. Damage is told apart from a wrong passphrase by a check over the locked words,
 * which says nothing about what they are.
 */
export async function unlock(text: string, passphrase: string): Promise<Opened> {
  const file = parse(text);
  if (!file) return { problem: 'not-a-saved-form' };
  const { words, check, ...heading } = file;
  if (heading.version > FILE_VERSION) return { problem: 'newer' };
  if ((await checkOf(heading, words)) !== check) return { problem: 'damaged' };
  const { iterations, salt } = heading.key;
  if (iterations < 100_000 || iterations > 10_000_000) return { problem: 'damaged' };
  try {
    const key = await keyFrom(passphrase, fromBase64(salt), iterations);
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: fromBase64(heading.cipher.iv), additionalData: bytesOf(JSON.stringify(heading)) },
      key,
      fromBase64(words),
    );
    const saved: unknown = JSON.parse(new TextDecoder().decode(plain));
    return isSaved(saved) ? { saved } : { problem: 'damaged' };
  } catch {
    return { problem: 'wrong-passphrase' };
  }
}

async function keyFrom(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  // The same letters typed on another keyboard may be other code points: NFKC makes them one.
  const base = await crypto.subtle.importKey('raw', bytesOf(passphrase.normalize('NFKC')), 'PBKDF2', false, [
    'deriveKey',
  ]);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

async function checkOf(heading: Heading, words: string): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(JSON.stringify(heading) + words))));
}

function parse(text: string): LockedFile | undefined {
  try {
    const file = JSON.parse(text) as Partial<LockedFile> | null;
    const whole =
      file?.kind === KIND &&
      typeof file.version === 'number' &&
      typeof file.form === 'string' &&
      typeof file.words === 'string' &&
      typeof file.check === 'string' &&
      typeof file.key?.salt === 'string' &&
      typeof file.key.iterations === 'number' &&
      typeof file.cipher?.iv === 'string';
    return whole ? (file as LockedFile) : undefined;
  } catch {
    return undefined;
  }
}

function isSaved(value: unknown): value is Saved {
  const saved = value as Partial<Saved> | null;
  return (
    typeof saved?.form === 'string' &&
    typeof saved.formVersion === 'number' &&
    typeof saved.answers === 'object' &&
    saved.answers !== null
  );
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

const KIND = 'family-form';

/** What is locked away. `formVersion` is the form record's own, which counts up when questions change. */
export type Saved = { form: string; formVersion: number; savedOn: string; answers: Answers };
export type Opened = { saved: Saved } | { problem: 'not-a-saved-form' | 'damaged' | 'wrong-passphrase' | 'newer' };

type Heading = {
  kind: typeof KIND;
  version: number;
  form: string;
  key: { name: 'PBKDF2'; hash: 'SHA-256'; iterations: number; salt: string };
  cipher: { name: 'AES-GCM'; iv: string };
};
type LockedFile = Heading & { words: string; check: string };
