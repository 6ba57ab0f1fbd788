// The play page: the studio alone in its window. The state of the piece stands in the address.
import { asked_in_address } from './address.ts';
import { open_page } from './page.ts';

open_page({
  guest: false,
  play_url: location.href,
  link_changed: (text) => history.replaceState(null, '', `?${asked_in_address()}${text}`),
}).catch(() => {}); // the page shows it
