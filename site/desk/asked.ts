import type { Refused } from './refused.ts';

/** What became of a form: nothing was sent, or it was refused and why, with what was typed kept. */
export type Asked = {
  refused: boolean;
  kind: Refused['kind'] | undefined;
  message: string;
  fields: Readonly<Record<string, string>>;
  more: readonly string[];
  /** What was typed, to show again. */
  form: Record<string, string>;
};

export const NOTHING_ASKED: Asked = { refused: false, kind: undefined, message: '', fields: {}, more: [], form: {} };

/**
 * Does what a form asks. A refusal becomes something to show; any other fault goes on to the error page.
 *
 * @param work does it, and gives back the answer to send: nearly always a redirect
 */
export async function ask(
  request: Request,
  work: (form: Record<string, string>) => Promise<Response>,
): Promise<Response | Asked> {
  const form = await readForm(request);
  try {
    return await work(form);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return { refused: true, kind: error.kind, message: error.message, fields: error.fields, more: error.more, form };
  }
}

/** A form's words by name. A file is left out: pages that take one read it themselves. */
export async function readForm(request: Request): Promise<Record<string, string>> {
  const form: Record<string, string> = {};
  for (const [name, value] of await request.clone().formData())
    if (typeof value === 'string') form[name] = value.slice(0, 4000);
  return form;
}

/** The server's own refusals, which come from outside this bundle. */
export function isRefused(error: unknown): error is Refused {
  return error instanceof Error && error.name === 'Refused';
}

/** The page for something that is not there, or not theirs. */
export function refusalStatus(kind: Refused['kind']): number {
  return kind === 'not-found' ? 404 : 403;
}

/** A redirect after a form, with cookies when there are some. */
export function goTo(path: string, cookies: string[] = []): Response {
  const headers = new Headers({ Location: path });
  for (const cookie of cookies) headers.append('Set-Cookie', cookie);
  return new Response(null, { status: 303, headers });
}
