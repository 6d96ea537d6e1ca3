// What both pages share: words, questions to the server, links, small pieces of the document.

export const language = document.documentElement.lang;
const page = document.querySelector('meta[name="page"]').content;
const words = await (await fetch(`/${language}/words.json`)).json();
export const VOTES = ["yes", "no", "abstain", "absent"];
export const COLOUR = { yes: "#0072b2", no: "#d55e00", abstain: "#f0e442", absent: "#ffffff" };

// A message in the page's language, with values in its {places}.
export function say(message, values = {}) {
  const text = words[message] || message;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

// The name of a vote, as a heading of a count.
export const voteWord = (vote) =>
  ({ yes: say("Yes"), no: say("No"), abstain: say("Abstain"), absent: say("Absent") })[vote];

// How a session may end.
export const outcomes = () => ({
  adopted: say("The motion is carried."), rejected: say("The motion is not carried."),
  agenda_refused: say("The item is refused a place on the agenda."), statement_only: say("A statement, and no vote on the text."),
  consensus: say("Adopted by consensus, without a vote."), adjourned: say("The meeting is adjourned."),
});

const formats = new Map();
export function number(value, digits = 0, sign = false) {
  const key = `${digits} ${sign}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat(language, {
      minimumFractionDigits: digits, maximumFractionDigits: digits,
      signDisplay: sign ? "exceptZero" : "auto",
    }));
  }
  return formats.get(key).format(value).replace("-", "−");
}

export const percent = (share) =>
  new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: share > 0 && share < 0.1 ? 1 : 0 }).format(share);

// An element with attributes, listeners (on...) and children; text is only ever text.
export function make(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function draw(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat());
  return element;
}

export const at = (id) => document.getElementById(id);

export function trouble(message) {
  at("trouble").textContent = message || "";
  at("trouble").hidden = !message;
}

// The server's answer to a question; null, with the reason shown, if it refuses.
export async function ask(question, values) {
  let response;
  try {
    response = await fetch(`/${language}/ask/${question}?${new URLSearchParams(values)}`, {
      headers: { "X-Page": page },
    });
  } catch {
    trouble(say("The classroom does not answer. Is it still running?"));
    return null;
  }
  const answer = await response.json();
  trouble(response.ok ? "" : answer.message);
  return response.ok ? answer : null;
}

// The same question again and again: only the newest is asked, one at a time.
export function newest(question, use) {
  let waiting = null;
  let busy = false;
  return async function askNewest(values) {
    waiting = values;
    if (busy) return;
    busy = true;
    while (waiting) {
      const asked = waiting;
      waiting = null;
      const answer = await ask(question, asked);
      if (answer && !waiting) use(answer, asked);
    }
    busy = false;
  };
}

// The address of the page with these values: what it shows can be shown again.
export function keepLink(values) {
  const query = new URLSearchParams(values);
  history.replaceState(null, "", `${location.pathname}?${query}`);
  at("link").value = location.href;
  at("copied").textContent = "";
  for (const other of document.querySelectorAll("[data-language]")) {
    other.href = `${other.getAttribute("href").split("?")[0]}?${query}`;
  }
}

export function copyOnDemand() {
  at("copy").addEventListener("click", async () => {
    at("link").select();
    if (navigator.clipboard) await navigator.clipboard.writeText(at("link").value).catch(() => {});
    else document.execCommand("copy"); // a page that is not on this machine has no clipboard object
    at("copied").textContent = say("Copied.");
  });
}

setInterval(() => fetch("/page", { method: "POST", headers: { "X-Page": page } }).catch(() => {}), 20_000);
addEventListener("pagehide", () => navigator.sendBeacon(`/page/${page}/closed`));
addEventListener("pageshow", (event) => event.persisted && location.reload());
