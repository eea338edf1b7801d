import type { APIRoute } from 'astro';
import { goTo, isRefused } from '../../asked.ts';
import { deskPaths } from '../../paths.ts';

/** The way to the council's own sign-in. */
export const GET: APIRoute = async ({ locals }) => {
  try {
    const { location, cookies } = await locals.desk.people.startSingleSignOn();
    return goTo(location, cookies);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return goTo(`${deskPaths.signIn}?problem=work`);
  }
};
