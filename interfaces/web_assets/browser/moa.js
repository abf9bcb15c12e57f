// All that runs in the browser. Pages work without it, form by form; with it they are fast, live and by keyboard.
import "./js/exchange.js";
import "./js/theme.js";
import "./js/minutes.js";
import "./js/notices.js";
import "./js/dialogs.js";
import "./js/forms.js";
import "./js/collect.js";
import "./js/signature.js";
import "./js/menus.js";
import "./js/search.js";
import "./js/keys.js";
import "./js/lists.js";
import "./js/day_grid.js";
import "./js/drafts.js";
import "./js/phone.js";
import "./js/lock.js";
import "./js/live.js";
