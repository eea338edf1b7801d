import {
  type Answers,
  answerTo,
  destinationOf,
  type FormGroup,
  type FormHub,
  notRunIn,
  questionOf,
} from '../../content/model/forms.ts';
import { type Answer as PlaceAnswer, lookUp } from '../../content/model/places.ts';
import { answerInWords } from '../places/answer-in-words.ts';
import { contactWords } from './contact-words.ts';
import type { FormFacts } from './fill-in.ts';
import type { Prepared } from './prepare.ts';

/**
 * Says where the form goes and why, from the family's postcode and the chosen group. The postcode is
 * looked up in the table that was fetched when the page opened; nothing is asked of anybody.
 */
export function startDestination(root: HTMLFormElement, facts: FormFacts, prepared: Prepared) {
  const { form } = facts;
  const panel = root.querySelector<HTMLElement>('[data-destination]');
  const choice = root.querySelector<HTMLElement>('[data-choose-hub]');
  const select = choice?.querySelector('select');
  let latest: [Answers, FormGroup | undefined] = [{}, undefined];
  let shown = '';
  prepared.then.push(() => show(...latest));

  return { show, draw, forget };

  function show(answers: Answers, group: FormGroup | undefined) {
    latest = [answers, group];
    const { words, ask } = place(answers, group);
    if (choice) choice.hidden = !ask;
    // The panel is read out when it changes, so it changes only when its words do.
    const whole = words.join('\n');
    if (!panel || whole === shown) return;
    shown = whole;
    panel.replaceChildren(...words.map((text, index) => paragraph(text, index === 0)));
  }

  function draw(answers: Answers, group: FormGroup | undefined) {
    const box = document.querySelector('[data-paper-destination]');
    const { words } = place(answers, group);
    const [first = '', ...rest] = words;
    const heading = document.createElement('h2');
    heading.textContent = `Send it to: ${first}`;
    box?.replaceChildren(heading, ...rest.map((text) => paragraph(text, false)));
  }

  function forget() {
    if (select) select.value = '';
  }

  /** The words of the panel, the place first, and whether the hub must be chosen by hand. */
  function place(answers: Answers, group: FormGroup | undefined): { words: string[]; ask: boolean } {
    const typed = answerTo(answers, questionOf(form, 'postcode'));
    const found = typed !== '' && prepared.table ? lookUp(prepared.table, typed) : undefined;
    const ask = form.goes_to.to === 'hub' && ((found !== undefined && found.kind !== 'hub') || prepared.failed);
    const byHand = ask ? select?.value : undefined;
    const hub = hubNamed(found?.kind === 'hub' ? found.hub : byHand);
    const goes = destinationOf(form, facts.places, group, hub);
    const warning = notRunIn(group, hub, facts.hubs);
    const words = [
      goes.name,
      goes.why,
      ...(group?.referrals_to && hub ? [`The family’s own hub is ${hub.name}.`] : []),
      ...(form.goes_to.to === 'hub' || found?.kind === 'hub' ? explain(found) : []),
      ...(prepared.failed ? ['The page could not fetch its list of postcodes. Choose the hub area by hand.'] : []),
      ...(byHand ? ['You chose this area by hand.'] : []),
      ...(warning === undefined ? [] : [warning]),
      ...(group?.publish_dates === false
        ? [`${group.name}: never write down where or when it meets. Ask before you give anyone paper to take home.`]
        : []),
      ...goes.contacts.map(contactWords),
      goes.how,
    ];
    return { words: words.filter((text) => text !== ''), ask };
  }

  /** Why this hub, or why none: in the same words as the hub finder. */
  function explain(found: PlaceAnswer | undefined): string[] {
    if (!found) return [];
    const said = answerInWords(found, {
      ...facts.finder,
      venues: [],
      hubWord: facts.places.hubWord,
      district: facts.district,
      hubsPath: '',
    });
    const lines = said.paragraphs
      .filter((parts) => parts.every((part) => typeof part === 'string'))
      .map((parts) => parts.join(''));
    return found.kind === 'hub' ? lines : [`${said.heading}.`, ...lines];
  }

  function hubNamed(id: string | undefined): FormHub | undefined {
    return facts.hubs.find((hub) => hub.id === id);
  }
}

function paragraph(text: string, strong: boolean): HTMLElement {
  const element = document.createElement('p');
  if (strong) {
    const bold = document.createElement('strong');
    bold.textContent = text;
    element.append(bold);
  } else element.textContent = text;
  return element;
}
