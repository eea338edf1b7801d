import { type Answers, type AskedForm, itemsOf } from '../../content/model/forms.ts';
import type { FormSection } from '../../content/schema/form.ts';

/**
 * Lets people, children and actions be added and removed, and 'Not known' be ticked.
 *
 * @returns `make`, which brings as many items into the page as some answers have
 */
export function startRepeats(root: HTMLFormElement, form: AskedForm): { make: (answers: Answers) => void } {
  const sections = form.sections.filter((section) => section.repeat);
  let made = 0;

  root.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    if (!button) return;
    const section = sections.find((one) => one.id === button.closest<HTMLElement>('[data-section]')?.dataset.section);
    if (!section) return;
    if (button.matches('[data-add]')) add(section);
    if (button.matches('[data-remove]')) remove(section, button.closest<HTMLElement>('[data-item]'));
  });
  root.addEventListener('change', (event) => {
    if (!(event.target instanceof HTMLInputElement) || !event.target.matches('[data-not-known]')) return;
    const control = event.target.closest('[data-question]')?.querySelector<HTMLInputElement>('.field');
    // What was typed stays in the field, in case the tick was a slip.
    if (control) control.disabled = event.target.checked;
  });

  return {
    make(answers) {
      for (const section of sections) {
        const wanted = Math.min(Math.max(1, itemsOf(answers, section).length), section.repeat?.most ?? 1);
        const here = items(section);
        for (const extra of here.slice(wanted)) extra.remove();
        for (let count = here.length; count < wanted; count++) append(section);
        number(section);
      }
    },
  };

  function add(section: FormSection) {
    const item = append(section);
    number(section);
    item?.querySelector<HTMLElement>('legend')?.focus();
    root.dispatchEvent(new Event('form:items'));
  }

  function remove(section: FormSection, item: HTMLElement | null) {
    if (!item) return;
    const written = [...item.querySelectorAll<HTMLInputElement>('input, textarea, select')].some((control) =>
      control.type === 'radio' || control.type === 'checkbox' ? control.checked : control.value !== '',
    );
    if (written && !confirm(`Remove this ${section.repeat?.noun ?? ''} and what is written about them?`)) return;
    const before = item.previousElementSibling;
    item.remove();
    number(section);
    before?.querySelector<HTMLElement>('legend')?.focus();
    root.dispatchEvent(new Event('form:items'));
  }

  function append(section: FormSection): HTMLElement | undefined {
    const part = root.querySelector(`[data-section="${section.id}"]`);
    const template = part?.querySelector<HTMLTemplateElement>('[data-item-template]');
    if (!part || !template || items(section).length >= (section.repeat?.most ?? 1)) return undefined;
    const copy = template.content.cloneNode(true) as DocumentFragment;
    made += 1;
    for (const element of copy.querySelectorAll('*')) {
      for (const attribute of element.attributes) {
        if (attribute.value.includes('__n__')) attribute.value = attribute.value.replaceAll('__n__', `n${made}`);
      }
    }
    const item = copy.querySelector<HTMLElement>('[data-item]') ?? undefined;
    part.querySelector('[data-items]')?.append(copy);
    return item;
  }

  function number(section: FormSection) {
    const noun = section.repeat?.noun ?? '';
    const all = items(section);
    all.forEach((item, index) => {
      const name = item.querySelector('[data-item-name]');
      if (name) name.textContent = `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${index + 1}`;
    });
    const button = root.querySelector<HTMLButtonElement>(`[data-section="${section.id}"] [data-add]`);
    if (button) button.hidden = all.length >= (section.repeat?.most ?? 1);
  }

  function items(section: FormSection): HTMLElement[] {
    return [...root.querySelectorAll<HTMLElement>(`[data-section="${section.id}"] [data-item]`)];
  }
}
