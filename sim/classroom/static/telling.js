// What a phase did, in sentences of the page's language.

import { number, say, VOTES, voteWord } from "./common.js";

const NAMED = 12; // members that a sentence names; of more it says how many

// The sentences of a frame of a session, in order.
export function sentences(frame, session) {
  const names = new Map(session.members.map((member) => [member.iso3, say(member.name)]));
  const shown = (value) => {
    if (Array.isArray(value)) return listed(value.map((iso3) => names.get(iso3)));
    if (typeof value === "number") return Number.isInteger(value) ? String(value) : number(value, 2);
    if (VOTES.includes(value)) return voteWord(value);
    return say("“{title}”", { title: say(session.texts[value]) });
  };
  return frame.told.map(({ words, values }) =>
    say(words, Object.fromEntries(Object.entries(values).map(([place, value]) => [place, shown(value)]))));
}

function listed(names) {
  const more = names.length - NAMED;
  if (more < 2) return names.join(", ");
  return say("{members} and {count} more", { members: names.slice(0, NAMED).join(", "), count: more });
}
