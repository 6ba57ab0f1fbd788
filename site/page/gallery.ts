// What the gallery gains where scripts run; it is whole without.
import { wake_posters } from './alive.ts';
import { offer_language } from './language.ts';

offer_language();
wake_posters();
