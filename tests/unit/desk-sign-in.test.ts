import { afterEach, expect, test } from 'vitest';
import { Attempts } from '../../site/desk/people/attempts.ts';
import { openPeople, type People } from '../../site/desk/people/people.ts';
import { DatabaseSync } from 'node:sqlite';

const SETTINGS = {
  address: 'https://families.example.org',
  secret: 'a-secret-of-more-than-thirty-two-letters-4f9a',
  oidc: undefined,
};
const MINUTE = 60_000;
const opened: People[] = [];
afterEach(() => {
  for (const people of opened.splice(0)) people.close();
});

async function open(now = () => 1_000_000_000_000) {
  const people = await openPeople(':memory:', SETTINGS, now);
  opened.push(people);
  const { password, person } = await people.addAdministrator('ann@example.org', 'Ann');
  return { people, password, person };
}

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => 'let in',
    (error: Error) => error.message,
  );

test('the cookie cannot be read by script, is not sent from elsewhere, and only goes over HTTPS', async () => {
  const { people, password } = await open();
  const [cookie = ''] = await people.signIn('ANN@example.org ', password, '10.0.0.1');
  for (const part of ['__Secure-', 'HttpOnly', 'SameSite=Lax', 'Secure', 'Path=/desk']) expect(cookie).toContain(part);
  const headers = new Headers({ cookie: cookie.split(';')[0] ?? '' });
  expect(await people.whoIs(headers)).toMatchObject({
    email: 'ann@example.org',
    role: 'administrator',
    mustChange: true,
  });
  await people.signOut(headers);
  expect(await people.whoIs(headers)).toBeUndefined();
});

test('a hundred wrong passwords do not get a hundred and first, not even the right one', async () => {
  const { people, password } = await open();
  const tries = Array.from({ length: 100 }, (_, index) =>
    refusal(people.signIn('ann@example.org', `wrong ${index}`, `10.0.1.${index}`)),
  );
  const answers = await Promise.all(tries);
  expect(answers.filter((answer) => answer.includes('do not go together'))).toHaveLength(10);
  expect(answers.filter((answer) => answer.includes('too many tries'))).toHaveLength(90);
  expect(await refusal(people.signIn('ann@example.org', password, '10.0.9.9'))).toContain('too many tries');
});

test('one address cannot try many accounts', async () => {
  const { people } = await open();
  const answers: string[] = [];
  for (let index = 0; index < 101; index++)
    answers.push(await refusal(people.signIn(`person${index}@example.org`, 'wrong', '10.0.0.7')));
  expect(answers.filter((answer) => answer.includes('do not go together'))).toHaveLength(40);
  expect(answers.at(-1)).toContain('too many tries');
});

test('an account that nobody has is answered as one that somebody has, in words, in waiting and in time', async () => {
  const { people } = await open();
  const took: Record<string, number[]> = { known: [], unknown: [] };
  const words: Record<string, string[]> = { known: [], unknown: [] };
  for (let index = 0; index < 12; index++) {
    for (const [kind, email] of Object.entries({ known: 'ann@example.org', unknown: 'nobody@example.org' })) {
      const started = performance.now();
      words[kind]?.push(await refusal(people.signIn(email, 'wrong', `10.1.${index}.1`)));
      if (index < 9) took[kind]?.push(performance.now() - started);
    }
  }
  expect(words.known).toEqual(words.unknown);
  const middle = (list: number[] = []) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  const [known, unknown] = [middle(took.known), middle(took.unknown)];
  // Both hash a password, which takes far longer than anything else. A shared machine sways by a factor of two or three.
  expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(4);
});

test('a rest ends by itself, grows when it is not used, and an administrator can end it', () => {
  let now = 1_000_000_000_000;
  const attempts = new Attempts(new DatabaseSync(':memory:'), () => now);
  const tryOnce = () => attempts.begin('sam@example.org', `10.2.0.${now % 250}`);
  for (let count = 0; count < 10; count++) expect(tryOnce()).toBe(0);
  expect(tryOnce()).toBe(15 * MINUTE);
  now += 15 * MINUTE;
  expect(tryOnce()).toBe(0);
  expect(tryOnce()).toBe(30 * MINUTE);
  attempts.release('sam@example.org');
  expect(tryOnce()).toBe(0);
});

test('a right password forgives the slips before it', async () => {
  const { people, password } = await open();
  for (let round = 0; round < 3; round++) {
    for (let slip = 0; slip < 8; slip++) await refusal(people.signIn('ann@example.org', 'wrong', '10.0.0.3'));
    expect(await people.signIn('ann@example.org', password, '10.0.0.3')).not.toEqual([]);
  }
});

test('nobody can sign themselves up, and a new password ends the sessions that were open', async () => {
  const { people, password, person } = await open();
  const [cookie = ''] = await people.signIn('ann@example.org', password, '10.0.0.1');
  const headers = new Headers({ cookie: cookie.split(';')[0] ?? '' });
  const answer = await people.finishSingleSignOn(
    new Request('https://families.example.org/desk/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: 'https://families.example.org' },
      body: JSON.stringify({ email: 'eve@example.org', password: 'three blue horses', name: 'Eve' }),
    }),
  );
  expect(answer.ok).toBe(false);
  await people.addAdministrator('ann@example.org', 'Ann');
  expect(await people.whoIs(headers)).toBeUndefined();
  expect(people.list({ ...person, mustChange: false })).toHaveLength(1);
});
