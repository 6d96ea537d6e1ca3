// Watch: a run of a session, phase by phase.

import { ask, at, copyOnDemand, keepLink, make, number, say, trouble, VOTES, voteWord } from "./common.js";
import { inWords } from "./acts.js";
import { Hemicycle } from "./hemicycle.js";
import { Atlas, badge } from "./map.js";
import { showArguments } from "./arguments.js";
import { sentences } from "./telling.js";

const PACE = [6000, 4000, 2500, 1400, 700]; // milliseconds a phase, by the position of the slider
const OWN = ["scenario", "run", "seed", "step", "at"];
const query = new URLSearchParams(location.search);
const changes = Object.fromEntries([...query].filter(([key]) => !OWN.includes(key) && key !== "base"));

let session = null;
let step = 0;
let chosen = 0;
let timer = null;
const hemicycle = new Hemicycle(at("hemicycle"), choose);
const atlas = new Atlas(at("map"), choose);

// The states of all members after the phase that is shown.
function states() {
  const frame = session.frames[step];
  return session.members.map((member, i) => ({
    iso3: member.iso3, name: say(member.name), scripted: member.scripted,
    disposition: step === 0 || member.scripted ? null : frame.disposition[i],
    parts: frame.parts?.[i], chances: frame.chances?.[i], vote: frame.vote ? frame.vote[i] : null,
  }));
}

function show() {
  const all = states();
  const frame = session.frames[step];
  hemicycle.show(all, chosen, step === 0 ? [] : inTheMiddle(all, frame));
  atlas.show(all, chosen);
  showTally(all, frame);
  showPhases();
  showList(all);
  const member = session.members[chosen];
  at("member").value = member.iso3;
  showArguments(at("arguments"), member, all[chosen], step);
  keepLink({ scenario: at("scenario").value, run: at("run").value, seed: at("seed").value, step, at: member.iso3, ...changes });
}

function inTheMiddle(all, frame) {
  const needed = say("{needed} needed", { needed: session.threshold });
  if (frame.tally) return [String(frame.tally.yes), frame.put ? say("Yes") : say("Yes, if put"), needed];
  return [String(all.filter((s) => s.disposition > 0).length), say("Lean to Yes"), needed];
}

function showTally(all, frame) {
  const seats = all.length;
  const groups = frame.tally
    ? VOTES.map((vote) => [vote, frame.tally[vote], voteWord(vote)])
    : [["yes", all.filter((s) => s.disposition > 0).length, say("Lean to Yes")],
       ["no", all.filter((s) => s.disposition < 0).length, say("Lean to No")]];
  const strip = make("div", { class: `strip ${frame.tally ? "cast" : "leaning"}`, "aria-hidden": "true" },
    ...groups.map(([vote, count]) => {
      const part = make("span", { class: `part ${vote}` });
      part.style.width = `${(100 * count) / seats}%`;
      return part;
    }));
  const mark = make("span", { class: "mark" });
  mark.style.left = `${(100 * (session.threshold - 0.5)) / seats}%`;
  strip.append(mark);
  const counts = make("ul", { class: "counts" }, ...groups.map(([vote, count, word]) =>
    make("li", {}, frame.tally ? badge({ vote }) : "", make("b", {}, String(count)), ` ${word}`)));
  at("tally").replaceChildren(...(step === 0 ? [] : [strip, counts]));
  at("told").textContent = step === 0 ? "" : told(groups, frame);
}

// The line that a screen reader hears after each phase.
function told(groups, frame) {
  const counted = groups.map(([, count, word]) => `${word} ${count}`).join(" · ");
  const votes = frame.put ? say("on the motion {counts}", { counts: counted }) : say("were the motion put {counts}", { counts: counted });
  const counts = frame.tally ? votes : counted;
  const values = { phase: phaseWord(frame.phase), counts, needed: session.threshold };
  const over = step === session.frames.length - 1;
  if (!over) return say("{phase}: {counts} · {needed} needed.", values);
  return say("{phase}: {counts} · {needed} needed. {outcome}", { ...values, outcome: say(session.ending) });
}

function phaseWord(name) {
  const word = say(name);
  return word[0].toUpperCase() + word.slice(1);
}

function showPhases() {
  at("phases").replaceChildren(...session.frames.map((frame, k) => make("li", {},
    make("button", { type: "button", class: "plain phase", "aria-current": k === step ? "step" : null, onclick: () => go(k) },
      k === 0 ? say("Before") : `${k}. ${phaseWord(frame.phase)}`))));
  const now = session.frames[step];
  at("happening").replaceChildren(...(step === 0 ? [say("The members take their seats.")]
    : [make("small", {}, say(now.summary)), " ", sentences(now, session).join(" ")]));
}

function showList(all) {
  at("members").replaceChildren(...all.map((state, i) => make("li", {},
    make("button", { type: "button", class: "plain member", "aria-pressed": i === chosen, onclick: () => choose(i) },
      badge(state), make("span", {}, state.name, make("small", {}, inWords(state)))))));
}

function choose(i) {
  if (!session) return;
  const focused = document.activeElement?.closest?.("#members") !== null && document.activeElement?.tagName === "BUTTON";
  chosen = i;
  show();
  if (focused) at("members").children[i].querySelector("button").focus();
}

function go(to) {
  if (!session) return;
  const inPhases = document.activeElement?.classList?.contains("phase");
  step = Math.max(0, Math.min(to, session.frames.length - 1));
  if (step === session.frames.length - 1) pause();
  show();
  if (inPhases) at("phases").children[step].querySelector("button").focus();
}

function pause() {
  clearTimeout(timer);
  timer = null;
  at("play").textContent = say("Play");
}

function play() {
  if (!session) return;
  if (step === session.frames.length - 1) go(0);
  at("play").textContent = say("Pause");
  const onward = () => {
    go(step + 1);
    if (step < session.frames.length - 1) timer = setTimeout(onward, PACE[at("speed").value - 1]);
  };
  timer = setTimeout(onward, 300);
}

async function load(to = 0) {
  pause();
  const asked = { scenario: at("scenario").value, run: at("run").value.trim(), seed: at("seed").value.trim(), ...changes };
  const answer = await ask("run", asked);
  if (!answer) return;
  const before = session?.members[chosen]?.iso3 ?? query.get("at");
  session = answer;
  chosen = Math.max(0, session.members.findIndex((m) => m.iso3 === before));
  hemicycle.seat(session.members);
  await atlas.lay(session.members);
  at("member").replaceChildren(...session.members.map((m) => make("option", { value: m.iso3 }, say(m.name))));
  at("same").textContent = say("Run {run} with seed {seed}: the same in a batch, in every bit; council run {scenario} --seed {seed}.", { ...asked, run: number(asked.run) });
  step = Math.max(0, Math.min(to, session.frames.length - 1));
  show();
  showChanges();
  document.body.dataset.ready = "yes";
}

// What the link changes of the scenario, in words.
function showChanges() {
  const words = {
    threat: say("Somebody threatens"), publicity: say("Publicity"), credibility: say("Credibility"), leadership: say("Who leads"),
    intrusiveness: say("The text"), petrocaribe: say("Petrocaribe, against 2012"), member: say("Member"), sovereignty: say("Sovereignty"),
    aid_dependence: say("Dependence on US aid"), pressure_sensitivity: say("Sensitivity to pressure"),
  };
  const told = (key, value) => ({ member: () => say(session.members.find((m) => m.iso3 === value).name),
    threat: () => (value === "true" ? say("yes") : say("no")) })[key]?.() ?? number(value, 2);
  const list = Object.entries(changes).map(([key, value]) => `${words[key]} ${told(key, value)}`);
  at("changes").hidden = list.length === 0;
  at("changes").textContent = say("Changed against the scenario: {changes}", { changes: list.join(" · ") });
}

function legend() {
  const entries = [...VOTES.map((vote) => [{ vote }, voteWord(vote)]),
    [{ vote: null, disposition: 1 }, say("Leans to Yes")], [{ vote: null, disposition: -1 }, say("Leans to No")]];
  at("legend").replaceChildren(...entries.map(([state, word]) => make("li", {}, badge(state), word)));
}

at("scenario").value = "march-28";
for (const key of ["scenario", "run", "seed"]) if (query.has(key)) at(key).value = query.get(key);
at("choice").addEventListener("submit", (event) => (event.preventDefault(), load(step)));
at("scenario").addEventListener("change", () => load(0));
at("another").addEventListener("click", () => ((at("run").value = String((Number(at("run").value) || 0) + 1)), load(session ? step : 0)));
at("member").addEventListener("change", () => choose(session.members.findIndex((m) => m.iso3 === at("member").value)));
at("start").addEventListener("click", () => (pause(), go(0)));
at("step").addEventListener("click", () => (pause(), go(step + 1)));
at("play").addEventListener("click", () => (timer ? pause() : play()));
copyOnDemand();
legend();
await load(Number(query.get("step")) || 0);
