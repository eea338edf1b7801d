import type { APIRoute } from 'astro';
import { goTo } from '../asked.ts';
import { deskPaths } from '../paths.ts';

export const POST: APIRoute = async ({ locals, request }) =>
  goTo(deskPaths.signIn, await locals.desk.people.signOut(request.headers));

/** A link to here does nothing: only the button ends a session. */
export const GET: APIRoute = () => goTo(deskPaths.home);
