import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { openPeople } from './people/people.ts';
import { deskSecret, oidcFrom } from './people/sign-in-library.ts';
import { deskFolder } from './store/desk-folder.ts';

/*
 * `npm run desk:admin -- <email> [name]`: makes an administrator of the desk, or gives one a new one-time
 * password. Run it on the server: whoever can run it has the desk's folder already.
 */
try {
  const [email = await askFor('E-mail address of the administrator: '), ...name] = process.argv.slice(2);
  if (!z.email().safeParse(email.trim()).success)
    throw new Error(`"${email}" is not an e-mail address. Use: npm run desk:admin -- sam@example.org "Sam Smith"`);
  const folder = await deskFolder(process.env.DESK_DATA ?? fileURLToPath(new URL('../../.desk', import.meta.url)));
  const people = await openPeople(folder.database, {
    address: process.env.SITE_URL ?? 'http://localhost:4321',
    secret: await deskSecret(folder.secret, process.env.DESK_SECRET),
    oidc: oidcFrom(process.env),
  });
  const { person, password } = await people.addAdministrator(
    email,
    name.join(' ') || (email.split('@')[0] ?? 'Administrator'),
  );
  people.close();
  console.log(
    `\n${person.email} is an administrator of the desk.\nOne-time password: ${password}\n\nSign in at /desk and choose your own. It is not shown again; run this once more for a new one.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function askFor(question: string): Promise<string> {
  if (!process.stdin.isTTY) return '';
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return answer;
}
