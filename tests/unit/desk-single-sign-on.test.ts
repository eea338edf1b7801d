import type { Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { openPeople, type People } from '../../site/desk/people/people.ts';
import { oidcFrom } from '../../site/desk/people/sign-in-library.ts';
import { openWorkAccounts } from '../fixtures/desk/work-accounts.ts';

const ADDRESS = 'http://localhost:4321';
const opened: { people?: People; server?: Server }[] = [];
afterEach(() => {
  for (const { people, server } of opened.splice(0)) {
    people?.close();
    server?.close();
  }
});

/** Goes to the council's own sign-in and comes back, as a browser does. */
async function comeBack(who: { sub: string; email: string; email_verified: boolean }) {
  const { server, discovery } = await openWorkAccounts(() => who);
  const oidc = oidcFrom({
    DESK_OIDC_DISCOVERY: discovery,
    DESK_OIDC_CLIENT_ID: 'the-desk',
    DESK_OIDC_CLIENT_SECRET: 'a-client-secret',
  });
  const people = await openPeople(':memory:', {
    address: ADDRESS,
    secret: 'a-secret-of-more-than-thirty-two-letters-4f9a',
    oidc,
  });
  opened.push({ people, server });
  const { password } = await people.addAdministrator('sam@example.org', 'Sam');
  const start = await people.startSingleSignOn();
  const cookie = start.cookies.map((line) => line.split(';')[0]).join('; ');
  const there = await fetch(start.location, { redirect: 'manual' });
  const answer = await people.finishSingleSignOn(
    new Request(there.headers.get('location') ?? '', { headers: { cookie } }),
  );
  const session = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return { people, password, start, answer, person: await people.whoIs(new Headers({ cookie: session })) };
}

test('somebody an administrator added signs in with their work account, and their one-time password ends', async () => {
  const { people, password, start, answer, person } = await comeBack({
    sub: '42',
    email: 'sam@example.org',
    email_verified: true,
  });
  expect(new URL(start.location).searchParams.get('code_challenge_method')).toBe('S256');
  expect(answer.headers.get('location')).toBe('/desk/');
  expect(person).toMatchObject({ email: 'sam@example.org', role: 'administrator', mustChange: false });
  await expect(people.signIn('sam@example.org', password, '10.0.0.1')).rejects.toMatchObject({ name: 'Refused' });
});

test('a work account that nobody added opens nothing', async () => {
  const { answer, person } = await comeBack({ sub: '43', email: 'eve@example.org', email_verified: true });
  expect(person).toBeUndefined();
  expect(answer.headers.get('location')).toContain('/desk/sign-in/?problem=work');
});

test('half a setting is refused at the start, with what is missing', () => {
  expect(() => oidcFrom({ DESK_OIDC_CLIENT_ID: 'x' })).toThrow('needs both');
  expect(oidcFrom({})).toBeUndefined();
});
