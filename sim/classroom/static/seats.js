// The play: ask now and then whether the room has changed, and show what has.

const EVERY = 1500; // milliseconds
const live = document.getElementById("live");
let leaving = false; // for another page: looking on would cut its loading short

// The room's version and phase; null where the server does not answer.
async function state() {
  try {
    const response = await fetch(live.dataset.state);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

// Put the newest text in place of the old; what is being typed elsewhere on the page stays.
async function renew() {
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.getElementById("live");
  if (!fresh || fresh.dataset.phase !== live.dataset.phase) return again();
  live.replaceChildren(...fresh.childNodes);
  live.dataset.version = fresh.dataset.version;
  renewSeats(page);
}

// The list of free seats, unless it is being used.
function renewSeats(page) {
  const [old, fresh] = [document, page].map((one) => one.getElementById("member"));
  if (!old || !fresh || document.activeElement === old) return;
  const chosen = old.value;
  old.replaceChildren(...fresh.childNodes);
  old.value = chosen;
}

function again() {
  leaving = true;
  location.reload();
}

async function look() {
  const now = leaving ? null : await state();
  if (leaving) return;
  if (now && now.phase !== Number(live.dataset.phase)) again();
  else if (now && now.version !== Number(live.dataset.version)) {
    const inside = live.contains(document.activeElement) && document.activeElement !== live;
    if (!inside || document.activeElement.matches("a, .scroll")) await renew().catch(() => {});
  }
  setTimeout(look, EVERY);
}

addEventListener("submit", () => (leaving = true));
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
if (live) setTimeout(look, EVERY);
document.body.dataset.ready = "yes";
