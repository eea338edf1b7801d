import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Refused } from '../refused.ts';
import { Attempts } from './attempts.ts';
import { Register } from './register.ts';
import type { Person } from './roles.ts';
import {
  ADDRESS_HEADER,
  LEAST_LETTERS,
  openSignIn,
  PROVIDER,
  type SignIn,
  type SignInSettings,
} from './sign-in-library.ts';

/**
 * Opens the people of the desk: who they are, their sign-in, and what an administrator does with them.
 *
 * @param database the file of the database, or ':memory:'
 */
export async function openPeople(
  database: string,
  settings: SignInSettings,
  now: () => number = Date.now,
): Promise<People> {
  const db = new DatabaseSync(database);
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000; pragma foreign_keys = on');
  return new People(db, await openSignIn(db, settings), settings, new Attempts(db, now));
}

/** People and how they sign in. What an administrator does with them is in register.ts. */
export class People extends Register {
  readonly settings: SignInSettings;

  constructor(db: DatabaseSync, library: SignIn, settings: SignInSettings, attempts: Attempts) {
    super(db, library, attempts);
    this.settings = settings;
  }

  /** Who is signed in, or undefined. The role is read afresh each time, so that a change counts at once. */
  async whoIs(headers: Headers): Promise<Person | undefined> {
    const session = await this.library.api.getSession({ headers });
    return session ? this.find(session.user.id) : undefined;
  }

  /**
   * Signs in with a password. Whatever is wrong, the answer is the same, so that it tells nobody who has
   * an account.
   *
   * @param address the network address of the browser
   * @returns cookies to set
   * @throws Refused
   */
  async signIn(email: string, password: string, address: string): Promise<string[]> {
    const account = email.trim().toLowerCase();
    if (account === '' || password === '') throw new Refused('not-right', WRONG);
    const wait = this.attempts.begin(account, address);
    if (wait > 0) {
      throw new Refused(
        'not-right',
        `There have been too many tries. Wait ${Math.ceil(wait / 60_000)} minutes, or ask an administrator to let you in.`,
      );
    }
    const answer = await this.library.api.signInEmail({
      body: { email: z.email().safeParse(account).success ? account : NOBODY, password: password.slice(0, 128) },
      headers: new Headers({ [ADDRESS_HEADER]: address }),
      asResponse: true,
    });
    if (!answer.ok) throw new Refused('not-right', WRONG);
    this.attempts.succeeded(account, address);
    return answer.headers.getSetCookie();
  }

  /** Ends this session, on the server too. @returns cookies to set */
  async signOut(headers: Headers): Promise<string[]> {
    const answer = await this.library.api.signOut({ headers, asResponse: true });
    return answer.headers.getSetCookie();
  }

  /** The way to the council's own sign-in. @returns where to go, and cookies to set */
  async startSingleSignOn(): Promise<{ location: string; cookies: string[] }> {
    if (!this.settings.oidc) throw new Refused('not-found', 'Signing in with a work account is not set up here.');
    const answer = await this.library.api.signInSocial({
      body: {
        provider: PROVIDER,
        callbackURL: '/desk/',
        errorCallbackURL: '/desk/sign-in/?problem=work',
        disableRedirect: true,
      },
      headers: new Headers(),
      asResponse: true,
    });
    const { url } = (await answer.json()) as { url?: string };
    if (!url)
      throw new Refused('not-right', 'Your work account cannot be reached just now. Try again, or use your password.');
    return { location: url, cookies: answer.headers.getSetCookie() };
  }

  /**
   * The way back from the council's own sign-in: the one address of the library that is open to the world.
   * Whoever comes back this way has no use for the one-time password they were given, so it ends.
   */
  async finishSingleSignOn(request: Request): Promise<Response> {
    const answer = await this.library.handler(request);
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const person = await this.whoIs(new Headers({ cookie }));
    if (person?.mustChange) {
      const context = await this.library.$context;
      const account = await context.internalAdapter.findCredentialAccount(person.id);
      if (account) await context.internalAdapter.deleteAccount(account.id);
      this.db.prepare('update user set mustChange = 0 where id = ?').run(person.id);
    }
    return answer;
  }

  /** Changes a person's own password, and ends their other sessions. @returns cookies to set */
  async changePassword(
    headers: Headers,
    person: Person | undefined,
    now: string,
    next: string,
    address: string,
  ): Promise<string[]> {
    if (!person) throw new Refused('signed-out', 'Sign in first.');
    if (next.length < LEAST_LETTERS)
      throw new Refused('not-right', 'The new password is too short.', {
        next: `Use at least ${LEAST_LETTERS} letters. Three words that you can remember are good.`,
      });
    if (next === now)
      throw new Refused('not-right', 'The new password is the old one.', { next: 'Choose a different one.' });
    const wait = this.attempts.begin(person.email, address);
    if (wait > 0)
      throw new Refused('not-right', 'There have been too many tries.', {
        now: `Wait ${Math.ceil(wait / 60_000)} minutes.`,
      });
    const answer = await this.library.api.changePassword({
      body: { currentPassword: now, newPassword: next, revokeOtherSessions: true },
      headers,
      asResponse: true,
    });
    if (!answer.ok)
      throw new Refused('not-right', 'That is not the password you have now.', {
        now: 'Type the password you signed in with.',
      });
    this.attempts.succeeded(person.email, address);
    this.db.prepare('update user set mustChange = 0 where id = ?').run(person.id);
    return answer.headers.getSetCookie();
  }
}

const WRONG = 'That e-mail address and password do not go together. Check both and try again.';

/** Looked for in place of what is no address, so that a slip takes as long to answer as a wrong password. */
const NOBODY = 'nobody@desk.invalid';
