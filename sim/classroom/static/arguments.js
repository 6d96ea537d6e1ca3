// What pushed a member: the terms of its disposition as bars to either side of nothing.

import { make, number, percent, say, voteWord, VOTES } from "./common.js";
import { inWords } from "./acts.js";
import { badge } from "./map.js";

const TERMS = () => ({
  recognition: [say("Recognition"), say("sees a crisis, and who answers for it")],
  sovereignty: [say("Sovereignty"), say("non-intervention, as far as the text intrudes")],
  memory: [say("Memory"), say("how it voted before")],
  pressure: [say("Pressure"), say("outside hands: compliance less anger")],
  motion: [say("This motion"), say("the same for all members")],
  peers: [say("Peers"), say("what it heard in the debate")],
});

export function showArguments(home, member, state, step) {
  const parts = [
    make("p", { class: "small" }, say("Government of {leader}", { leader: member.leader })),
    make("p", { class: "state" }, badge(state), " ", inWords(state)),
  ];
  if (member.scripted) parts.push(make("p", {}, say("The model does not decide this vote: the government concerned and Venezuela's seat follow a script.")));
  else if (step === 0) parts.push(make("p", {}, say("Nothing has happened yet. Press Play or Step.")));
  else parts.push(bars(state.parts, state.disposition), ...chances(state));
  home.replaceChildren(...parts);
}

function bars(parts, disposition) {
  const widest = Math.max(1, ...Object.values(parts).map(Math.abs));
  const rows = Object.entries(parts).map(([term, value]) => {
    const [name, why] = TERMS()[term] || [say(term), ""];
    const bar = make("span", { class: value < 0 ? "bar no" : "bar yes" });
    bar.style.width = `${(50 * Math.abs(value)) / widest}%`;
    return make("tr", {},
      make("th", { scope: "row" }, name, make("small", {}, why)),
      make("td", { class: "track", "aria-hidden": "true" }, bar),
      make("td", { class: "value" }, number(value, 2, true)));
  });
  const total = make("tr", { class: "total" }, make("th", { scope: "row" }, say("Together")), make("td", {}), make("td", { class: "value" }, number(disposition, 2, true)));
  return make("table", { class: "pushes" },
    make("caption", {}, say("What pushes it, to No (left) or to Yes (right)")),
    make("tbody", {}, ...rows, total));
}

function chances(state) {
  if (!state.vote) return [];
  const list = VOTES.map((vote) => make("li", { class: vote === state.vote ? "fell" : "" }, `${voteWord(vote)} ${percent(state.chances[vote])}`));
  return [make("p", { class: "small" }, say("Its chances at the roll call, and the act that luck picked:")), make("ul", { class: "chances" }, ...list)];
}
