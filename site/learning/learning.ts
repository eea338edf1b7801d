import type { Desk } from '../desk/desk.ts';
import { addressOf } from '../build/address.ts';
import { type NothingFoundHandler, receiveNothingFound } from './receive.ts';

/**
 * Begins to listen for searches that found nothing, where the council wants it, and keeps what is old tidy: now, a
 * few times a day, and whenever another site is shown.
 *
 * @returns the handler to give to the server
 */
export function startLearning(desk: Desk): NothingFoundHandler {
  const setting = async () => (await desk.content.published()).records.council.learning;
  const tidy = async () => {
    if ((await setting()).on) await desk.words.tidy(desk.today());
    else await desk.words.forgetAll();
  };
  const quietly = () => void tidy().catch(() => console.error('Old counts of searches could not be dropped.'));
  quietly();
  desk.publisher.onLive(quietly);
  setInterval(quietly, SOME_HOURS).unref();
  return receiveNothingFound({
    setting,
    counts: desk.words,
    understanding: desk.understanding,
    today: desk.today,
    addressOf: (request) => addressOf(request, process.env.DESK_TRUST_PROXY === '1'),
  });
}

const SOME_HOURS = 6 * 60 * 60 * 1000;
