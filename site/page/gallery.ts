// What the gallery gains where scripts run; it is whole without.
import { wake_posters } from './alive.ts';

wake_posters();
