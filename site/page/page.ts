// What the pages to read gain where scripts run: the film of a model's learning, the builder of snippets.
import { wake_posters } from './alive.ts';
import { play_film } from './film.ts';
import { build_snippets } from './snippets.ts';

const film = document.querySelector<HTMLElement>('.film');
if (film) play_film(film);
wake_posters();
const builder = document.querySelector<HTMLFormElement>('.builder');
build_snippets(builder);
