import { randomInt } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { Refused } from '../refused.ts';
import type { Attempts } from './attempts.ts';
import { allow, type Person, type Role, ROLES } from './roles.ts';
import type { SignIn } from './sign-in-library.ts';

/** Who is on the desk, and what an administrator does with them. */
export class Register {
  readonly attempts: Attempts;
  protected readonly db: DatabaseSync;
  protected readonly library: SignIn;

  constructor(db: DatabaseSync, library: SignIn, attempts: Attempts) {
    this.db = db;
    this.library = library;
    this.attempts = attempts;
  }

  list(by: Person | undefined): (Person & { resting: boolean })[] {
    allow(by, 'look after people');
    return this.all().map((person) => ({ ...person, resting: this.attempts.resting(person.email) }));
  }

  /** Adds a person. @returns their one-time password, shown once */
  async add(
    by: Person | undefined,
    input: PersonInput,
    hubs: readonly string[],
  ): Promise<{ person: Person; password: string }> {
    allow(by, 'look after people');
    return this.create(input, hubs);
  }

  /** Makes the first administrator, or another one, from the command on the server. */
  async addAdministrator(email: string, name: string): Promise<{ person: Person; password: string }> {
    const existing = this.all().find((person) => person.email === email.trim().toLowerCase());
    if (!existing) return this.create({ email, name, role: 'administrator', hub: '' }, []);
    this.db.prepare("update user set role = 'administrator', hub = null where id = ?").run(existing.id);
    return { person: this.find(existing.id) ?? existing, password: await this.newPassword(existing) };
  }

  async change(
    by: Person | undefined,
    id: string,
    input: Pick<PersonInput, 'role' | 'hub'>,
    hubs: readonly string[],
  ): Promise<void> {
    allow(by, 'look after people');
    const person = this.need(id);
    const { role, hub } = placed(input, hubs);
    if (role !== 'administrator') this.keepAnAdministrator(person);
    this.db.prepare('update user set role = ?, hub = ? where id = ?').run(role, hub ?? null, id);
  }

  /** Gives a new one-time password, ends the person's sessions and lets them try again. */
  async reset(by: Person | undefined, id: string): Promise<{ person: Person; password: string }> {
    allow(by, 'look after people');
    const person = this.need(id);
    return { person, password: await this.newPassword(person) };
  }

  unlock(by: Person | undefined, id: string): void {
    allow(by, 'look after people');
    this.attempts.release(this.need(id).email);
  }

  /** Takes a person off the desk. What they published keeps their name in the history. */
  async remove(by: Person | undefined, id: string): Promise<void> {
    allow(by, 'look after people');
    const person = this.need(id);
    if (by.id === id) throw new Refused('not-right', 'You cannot remove yourself. Ask another administrator.');
    this.keepAnAdministrator(person);
    const context = await this.library.$context;
    await context.internalAdapter.deleteUserSessions(id);
    await context.internalAdapter.deleteAccounts(id);
    await context.internalAdapter.deleteUser(id);
  }

  close(): void {
    this.db.close();
  }

  private async create(input: PersonInput, hubs: readonly string[]): Promise<{ person: Person; password: string }> {
    const email = input.email.trim().toLowerCase();
    const name = input.name.trim().replace(/\s+/g, ' ');
    const fields: Record<string, string> = {};
    if (!z.email().safeParse(email).success) fields.email = 'Type a whole e-mail address, such as sam@example.org.';
    else if (this.all().some((person) => person.email === email)) fields.email = 'This person is on the desk already.';
    if (name === '' || name.length > 80 || /[<>]/.test(name)) fields.name = 'Type the name, in plain letters.';
    const { role, hub } = placed(input, hubs, fields);
    const context = await this.library.$context;
    const user = await context.internalAdapter.createUser(
      { email, name, emailVerified: true, role, hub: hub ?? null, mustChange: true },
      { method: 'admin' },
    );
    const person = this.need(user.id);
    return { person, password: await this.newPassword(person) };
  }

  private async newPassword(person: Person): Promise<string> {
    const context = await this.library.$context;
    const password = oneTimePassword();
    const hash = await context.password.hash(password);
    const account = await context.internalAdapter.findCredentialAccount(person.id);
    if (account) await context.internalAdapter.updatePassword(person.id, hash);
    else
      await context.internalAdapter.linkAccount({
        userId: person.id,
        providerId: 'credential',
        accountId: person.id,
        password: hash,
      });
    await context.internalAdapter.deleteUserSessions(person.id);
    this.db.prepare('update user set mustChange = 1 where id = ?').run(person.id);
    this.attempts.release(person.email);
    return password;
  }

  private keepAnAdministrator(person: Person): void {
    const others = this.all().filter((other) => other.role === 'administrator' && other.id !== person.id);
    if (person.role === 'administrator' && others.length === 0) {
      throw new Refused('not-right', 'This is the only administrator. Make somebody else one first.');
    }
  }

  private need(id: string): Person {
    const person = this.find(id);
    if (!person) throw new Refused('not-found', 'There is no such person on the desk.');
    return person;
  }

  protected find(id: string): Person | undefined {
    const row = this.db.prepare('select id, name, email, role, hub, mustChange from user where id = ?').get(id);
    return row && personOf(row);
  }

  private all(): Person[] {
    return this.db.prepare('select id, name, email, role, hub, mustChange from user order by name').all().map(personOf);
  }
}

function placed(
  input: Pick<PersonInput, 'role' | 'hub'>,
  hubs: readonly string[],
  fields: Record<string, string> = {},
): { role: Role; hub: string | undefined } {
  const role = ROLES.find((one) => one === input.role);
  if (!role) fields.role = 'Choose what they may do.';
  if (role === 'hub-editor' && !hubs.includes(input.hub)) fields.hub = 'Choose the hub they look after.';
  if (Object.keys(fields).length > 0 || !role)
    throw new Refused('not-right', 'Some answers need another look.', fields);
  return { role, hub: role === 'hub-editor' ? input.hub : undefined };
}

function personOf(row: Record<string, unknown>): Person {
  const role = ROLES.find((one) => one === row.role) ?? 'hub-editor';
  const hub = typeof row.hub === 'string' && role === 'hub-editor' ? row.hub : undefined;
  return {
    id: String(row.id),
    name: String(row.name),
    email: String(row.email),
    role,
    hub,
    mustChange: Boolean(row.mustChange),
  };
}

/** Sixteen letters that nobody mistakes for one another: about 78 bits. */
function oneTimePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const pick = () => letters[randomInt(letters.length)] ?? 'a';
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, pick).join('')).join('-');
}

export type PersonInput = { email: string; name: string; role: string; hub: string };
