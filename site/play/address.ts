// What the page's address asks for: the form from the start, a language, and all the rest is the link. And the way from
// here to the same page in the other language, with the same state.
import { type LanguageId, language_of, said, speak } from '../../web/shell/words.ts';
import { pieces, whole } from './site.ts';

const page = document.documentElement;
const element = (id: string) => document.getElementById(id) as HTMLElement;

const asked = location.search
  .slice(1)
  .split('&')
  .filter((part) => part !== '');
/** "?form" in the address: the controls as a form, from the start. */
export const form_is_asked = asked.some((part) => /^form(=|$)/.test(part));

const language_of_html = language_of(page.lang);
let language = language_of(asked.find((part) => /^lang=/.test(part))?.slice(5) ?? language_of_html);

if (language === 'en') speak(null); // whatever the page was built in

/** The page's own language, unless the address asks for another: "?lang=zh". */
export const language_now = (): LanguageId => language;

const form = form_is_asked ? 'form&' : '';

/** What of the address is not the link's: it stays in front of it. */
export const asked_in_address = (): string => form + (language === language_of_html ? '' : `lang=${language}&`);

/** What the address says, or what this page is for, or the first piece there is. */
export function link_of_page(): string {
  return (
    asked.filter((part) => !/^(form|lang)(=|$)/.test(part)).join('&') ||
    page.dataset.link ||
    `piece=${pieces[0]?.id ?? 'latent-walk'}`
  );
}

/** The same page in another language opens with the same state. */
export function keep_ways(link: string): void {
  for (const way of document.querySelectorAll<HTMLAnchorElement>('a.language')) way.search = form + link;
}

function turn_ways(): void {
  const [tag, name, folder] = language === 'zh' ? ['en', 'English', ''] : ['zh-Hans', '中文', 'zh/'];
  for (const way of document.querySelectorAll<HTMLAnchorElement>('a.language')) {
    const [own] = /[^/]+\/$/.exec(way.pathname) ?? ['play/'];
    way.href = whole(folder + own) + way.search;
    Object.assign(way, { lang: tag, hreflang: tag, textContent: name });
  }
}

/** From now on; what stands on the page as it was built is said in it, once its words are there. */
export function read_in(wanted: LanguageId): void {
  language = wanted;
  page.lang = wanted === 'zh' ? 'zh-Hans' : 'en';
  element('ask-form').textContent = said('Controls as a form');
  element('stage').dataset.drop = said('Drop it to return to what it remembers');
  for (const [where, name] of [
    ['#form-close', said('Close the form')],
    ['#kept-file', said('Open a kept file')],
    ['[role="log"]', said('Messages')],
    ['#alert button', said('Dismiss this message')],
  ] as const)
    document.querySelector(where)?.setAttribute('aria-label', name);
  const back = document.querySelector<HTMLAnchorElement>('#back'); // in nobody else's page
  back?.lastChild?.replaceWith(said('Gallery'));
  if (back) back.href = whole(wanted === 'zh' ? 'zh/' : '');
  turn_ways();
}

/** Where the address asks for another language than the page was built in. */
export function read_as_asked(): void {
  if (language !== language_of_html) read_in(language);
}
