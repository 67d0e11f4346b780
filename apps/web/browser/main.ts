import { enhanceAutosave } from './autosave/autosave.js';
import { enhanceTables } from './tables/entry-table.js';
import { enhanceConfirmations } from './behaviours/confirm.js';
import { enhanceLanguageSwitch } from './behaviours/language-switch.js';
import { enhanceRail } from './behaviours/rail.js';
import { enhanceRefresh } from './behaviours/refresh.js';
import { enhanceReveal } from './behaviours/reveal.js';

// Style sheets show what only a script can do.
document.documentElement.dataset['enhanced'] = '';

// Every page works without this file; each of these makes one kind of element better where it is present.
enhanceRail(document);
enhanceLanguageSwitch(document, enhanceAutosave(document));
enhanceTables(document);
enhanceConfirmations(document);
enhanceRefresh(document);
enhanceReveal(document);
