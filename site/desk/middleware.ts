import { defineMiddleware } from 'astro:middleware';
import { deskPaths } from './paths.ts';

/** Pages that somebody who is not signed in may open. */
const OPEN = [/^\/desk\/sign-in\/(?:work\/)?$/, /^\/desk\/api\/auth\/callback\/work\/?$/];

/** The first gate. Every action asks again for itself, whatever page called it. */
export const onRequest = defineMiddleware(async ({ locals, request, url, redirect }, next) => {
  locals.person = await locals.desk.people.whoIs(request.headers);
  if (OPEN.some((path) => path.test(url.pathname))) return next();
  if (!locals.person) return redirect(`${deskPaths.signIn}?next=${encodeURIComponent(url.pathname + url.search)}`, 303);
  if (locals.person.mustChange && url.pathname !== deskPaths.password && url.pathname !== deskPaths.signOut) {
    return redirect(deskPaths.password, 303);
  }
  if (url.pathname.startsWith(deskPaths.people) && locals.person.role !== 'administrator')
    return redirect(deskPaths.home, 303);
  return next();
});
