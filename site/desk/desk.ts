import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { momentIn } from '../../content/model/day.ts';
import { openCounts, type WordCounts } from '../learning/counts.ts';
import { PublishedUnderstanding } from '../learning/published-understanding.ts';
import { openPeople, type People } from './people/people.ts';
import { deskSecret, oidcFrom } from './people/sign-in-library.ts';
import { type BuildSite, buildWithCommand } from './publishing/build.ts';
import { Publisher } from './publishing/publisher.ts';
import { DeskContent } from './store/content.ts';
import { type DeskFolder, deskFolder } from './store/desk-folder.ts';
import { Drafts } from './store/drafts.ts';
import { openHistory } from './store/history.ts';
import { holdFolder } from './store/hold.ts';
import { sweepUnfinished } from '../../content/safe-file.ts';

/**
 * Opens the desk: its folder, its history, its people and its press. Call `recover` once before serving.
 *
 * @throws with what to do, when Git is missing or another server has the folder
 */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const folder = await deskFolder(options.folder);
  const release = await holdFolder(folder.root);
  await sweepUnfinished(folder.root);
  const history = await openHistory(folder.history);
  const drafts = new Drafts(folder.drafts);
  // A whole path, because git works in a folder of its own.
  const projectRecords = resolve(options.projectRecords);
  const build = withUnitPositions(projectRecords, options.build ?? buildWithCommand);
  const publisher = new Publisher(folder, history, drafts, build);
  const now = options.now ?? (() => new Date());
  const people = await openPeople(
    folder.database,
    {
      address: options.address,
      secret: await deskSecret(folder.secret, process.env.DESK_SECRET),
      oidc: oidcFrom(process.env),
    },
    () => now().getTime(),
  );
  const content = new DeskContent(publisher.releases);
  const today = () => process.env.TODAY ?? momentIn(now()).date;
  const words = openCounts(folder.words, folder.wordsKey);
  return {
    folder,
    people,
    publisher,
    drafts,
    history,
    content,
    words,
    understanding: new PublishedUnderstanding(async () => {
      const { release, records } = await content.published();
      return { id: release, site: publisher.releases.site(release), records, today: today() };
    }),
    today,
    now,
    recover: () => publisher.recover(projectRecords),
    close: async () => {
      await publisher.work();
      people.close();
      await words.close();
      await release();
    },
  };
}

/** Unit positions are compiled from a large file and kept out of the history; each build gets the project's. */
function withUnitPositions(projectRecords: string, build: BuildSite): BuildSite {
  return async (records, site, before) => {
    await cp(join(projectRecords, 'catchment', 'units'), join(records, 'catchment', 'units'), {
      recursive: true,
    }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await build(records, site, before);
  };
}

export type DeskOptions = {
  /** DESK_DATA: everything of the desk's own. */
  folder: string;
  /** The records that came with the project. A path that is not whole begins where the server was started. */
  projectRecords: string;
  /** The server's own address, for cookies and single sign-on. */
  address: string;
  build?: BuildSite;
  now?: () => Date;
};

export type Desk = {
  folder: DeskFolder;
  people: People;
  publisher: Publisher;
  drafts: Drafts;
  history: Awaited<ReturnType<typeof openHistory>>;
  content: DeskContent;
  /** Words that families looked for and did not find. */
  words: WordCounts;
  understanding: PublishedUnderstanding;
  /** Today in the United Kingdom, YYYY-MM-DD. */
  today: () => string;
  now: () => Date;
  recover: () => Promise<string[]>;
  close: () => Promise<void>;
};
