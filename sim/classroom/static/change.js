// Change: levers and traits as sliders, two scenarios side by side, the effect under the same luck.

import { at, copyOnDemand, keepLink, language, make, newest, number, outcomes, percent, say } from "./common.js";
import { histogram } from "./histogram.js";

const LEVERS = ["publicity", "credibility", "leadership", "intrusiveness", "petrocaribe"];
const TRAITS = ["sovereignty", "aid_dependence", "pressure_sensitivity"];
const SETTLED = 800; // milliseconds after the last move before the slower question is asked
const query = new URLSearchParams(location.search);
const moved = {};
let was = null;
let settled = null;

const askCompare = newest("compare", showCompared);
const askResting = newest("resting", showResting);
const askPositions = newest("positions", (answer) => ((was = answer), place(), ask()));

const values = () => ({ base: at("base").value, scenario: at("scenario").value, seed: query.get("seed") || "1", ...moved });

function ask() {
  keepLink(values());
  askCompare(values());
  clearTimeout(settled);
  settled = setTimeout(() => askResting(values()), SETTLED);
}

// Put every slider where it stands: as moved, else as the scenario has it.
function place() {
  const threatened = moved.threat ?? was.threat;
  at("threat").checked = threatened;
  const list = new Intl.ListFormat(language).format(was.targets.map((m) => say(was.names[m])));
  at("threat-word").textContent = say("Somebody threatens {targets}", { targets: list });
  for (const lever of LEVERS) set(lever, was[lever]);
  for (const lever of ["publicity", "credibility"]) at(lever).disabled = !threatened;
  const keep = moved.member || at("member").value || "HTI";
  at("member").replaceChildren(...Object.keys(was.traits).map((m) => make("option", { value: m }, say(was.names[m]))));
  at("member").value = was.traits[keep] ? keep : Object.keys(was.traits)[0];
  for (const trait of TRAITS) set(trait, was.traits[at("member").value][trait]);
}

function set(name, stood) {
  const slider = at(name);
  slider.value = moved[name] ?? stood ?? 0;
  const text = number(Number(slider.value), 2);
  at(`${name}-value`).textContent = name in moved ? say("{value} (was {before})", { value: text, before: number(stood, 2) }) : text;
  slider.setAttribute("aria-valuetext", `${text} (0: ${slider.dataset.low}; ${number(slider.max)}: ${slider.dataset.high})`);
  slider.closest(".lever").classList.toggle("moved", name in moved);
}

function move(name, value) {
  moved[name] = value;
  if (TRAITS.includes(name)) moved.member = at("member").value;
  place();
  ask();
}

function showCompared(answer) {
  at("effect").replaceChildren(...sentence(answer));
  const top = Math.max(...answer.base.counts, ...answer.other.counts);
  const labels = { base: say("A"), other: say("B") };
  at("pair").replaceChildren(...["base", "other"].map((side) => histogram(labels[side], answer[side], answer.runs, top, (run) => watchLink(side, run), side === "other" ? answer.base.counts : null)));
  at("watch").href = watchLink("other", 4711);
  at("moved").replaceChildren(answer.moved.length ? movedTable(answer.moved) : make("p", {}, say("Nobody's chance of Yes moves.")));
  at("ends").replaceChildren(endsTable(answer));
  document.body.dataset.ready = "yes";
}

// How the sessions end, in shares of runs.
function endsTable({ base, other }) {
  const words = outcomes();
  const rows = Object.keys(words).filter((end) => base.outcomes[end] || other.outcomes[end]).map((end) => make("tr", {},
    make("th", { scope: "row" }, words[end]), make("td", { class: "value" }, percent(base.outcomes[end])), make("td", { class: "value" }, percent(other.outcomes[end]))));
  return make("table", {},
    make("thead", {}, make("tr", {}, ...[say("end"), say("A"), say("B")].map((t) => make("th", { scope: "col" }, t)))),
    make("tbody", {}, ...rows));
}

function sentence({ effect, base, other }) {
  const [low, high] = effect.ci95;
  const range = say("95 %: {low} to {high}", { low: number(low, 2, true), high: number(high, 2, true) });
  const votes = make("b", { class: "big" }, say("{gain} Yes votes", { gain: number(effect.yes, 2, true) }));
  const carried = say("Enough Yes in {after} of runs, against {before}.", { before: percent(base.reached), after: percent(other.reached) });
  const open = effect.yes === 0 && low === 0 && high === 0 ? say("A and B are the same.") : low <= 0 && high >= 0 ? say("The sign is open.") : say("The range leaves 0 out.");
  return [votes, make("span", { class: "range" }, `(${range})`), make("span", {}, `${open} ${carried}`)];
}

function showResting(answer) {
  at("resting").textContent = say("{share} of that uncertainty rests on priors which recorded votes cannot test: read it as what the assumptions imply.", { share: percent(answer.prior_share) });
  const rows = Object.entries(answer.without).map(([name, { yes, ci95 }]) => make("tr", {},
    make("th", { scope: "row" }, say(name)), make("td", { class: "value" }, number(yes, 2, true)),
    make("td", { class: "value" }, `${number(ci95[0], 2, true)} … ${number(ci95[1], 2, true)}`)));
  at("without").replaceChildren(make("table", {},
    make("thead", {}, make("tr", {}, ...[say("assumption"), say("effect"), say("95 %")].map((t) => make("th", { scope: "col" }, t)))),
    make("tbody", {}, ...rows)));
}

function movedTable(members) {
  return make("table", {},
    make("thead", {}, make("tr", {}, ...[say("member"), say("A"), say("B")].map((t) => make("th", { scope: "col" }, t)))),
    make("tbody", {}, ...members.map(({ iso3, before, after }) => make("tr", {},
      make("th", { scope: "row" }, say(was.names[iso3])), make("td", { class: "value" }, percent(before)), make("td", { class: "value" }, percent(after))))));
}

// The page that shows this run of A or of B, at its last phase.
function watchLink(side, run) {
  const { base, scenario, ...rest } = values();
  const asked = side === "base" ? { scenario: base, seed: rest.seed } : { scenario, ...rest };
  return `/${language}/watch?${new URLSearchParams({ ...asked, run, step: 99 })}`;
}

for (const key of ["base", "scenario"]) if (query.has(key)) at(key).value = query.get(key);
if (!query.has("scenario")) at("base").value = at("scenario").value = "march-28";
for (const key of [...LEVERS, ...TRAITS, "member"]) if (query.has(key)) moved[key] = query.get(key);
if (query.has("threat")) moved.threat = query.get("threat") === "true";
at("base").addEventListener("change", ask);
at("scenario").addEventListener("change", () => askPositions({ scenario: at("scenario").value }));
at("threat").addEventListener("change", () => move("threat", at("threat").checked));
for (const name of [...LEVERS, ...TRAITS]) at(name).addEventListener("input", () => move(name, at(name).value));
at("member").addEventListener("change", () => {
  for (const key of [...TRAITS, "member"]) delete moved[key];
  place();
  ask();
});
at("undo").addEventListener("click", () => {
  for (const key of Object.keys(moved)) delete moved[key];
  place();
  ask();
});
at("choice").addEventListener("submit", (event) => event.preventDefault());
copyOnDemand();
askPositions({ scenario: at("scenario").value });
