import type { APIRoute } from 'astro';

/** The way back from the council's own sign-in: the only address of the sign-in library that is open. */
export const GET: APIRoute = ({ locals, request }) => locals.desk.people.finishSingleSignOn(request);
