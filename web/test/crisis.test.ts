/** What the page makes of messages about danger. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { asksIfSafe, countryListed, crisisView } from "../src/crisis";
import { soundsLikeDanger } from "../src/danger";
import { newEntry } from "../src/entries";
import type { Country, Entry } from "../src/types";

const ireland: Country = { code: "IE", name: "Ireland", emergency: "112", lines: [] };
const own = (text = "hello") => newEntry({ text, from: "visitor" });
const said = (name: string, kind: Entry["kind"], text = "") => newEntry({ text, name, kind });
const guidance = () => said("utter_crisis/suicide", "crisis", "Are you safe right now?");
const reminder = () => said("utter_help_line", "notice");

test("the first card of a conversation is large, those of later turns are small", () => {
  const entries = [own(), guidance(), own(), said("utter_about/x", "answer"), own(), guidance()];
  const { cards } = crisisView(entries, ireland);
  assert.deepEqual([...cards.values()], ["large", "small"]);
  assert.deepEqual([...cards.keys()], [entries[1], entries[5]]);
});

test("a list that says what the card says is not shown, any other is", () => {
  const unknown = said("utter_crisis_lines_unknown", "crisis");
  const same = said("utter_crisis_lines", "crisis", "In Ireland:");
  const other = said("utter_crisis_lines", "crisis", "In Spain:");
  const child = said("utter_crisis_child_lines", "crisis", "You are young. Ireland");
  const { folded } = crisisView([own(), guidance(), unknown, same, other, child], ireland);
  assert.deepEqual([...folded], [unknown, same]);
  assert.equal(crisisView([own(), same], ireland).folded.size, 0, "asked for, it is the answer");
  const again = said("utter_crisis_lines", "crisis", "In Ireland:");
  const later = crisisView([own(), guidance(), own(), guidance(), again], ireland);
  assert.equal(later.folded.size, 0, "the small card of a later turn lists no numbers");
});

test("a list with a number that the card leaves out is shown", () => {
  const abuse = { name: "At home", number: "1800 341 900", for: ["abuse"] };
  const withAbuse: Country = { ...ireland, lines: [{ name: "Listening", number: "116 123" }, abuse] };
  const both = said("utter_crisis_lines", "crisis", "In Ireland: 116 123, 1800 341 900");
  assert.equal(crisisView([own(), guidance(), both], withAbuse).folded.size, 0);
  const hit = said("utter_crisis/abuse", "crisis");
  assert.deepEqual([...crisisView([own(), hit, both], withAbuse).folded], [both]);
});

test("a reminder with the country's numbers is shown after one without", () => {
  const local = said("utter_help_line_local", "notice");
  assert.equal(crisisView([guidance(), own(), reminder(), own(), local], ireland).folded.size, 0);
});

test("the reminder of help is shown once", () => {
  const [first, second, third] = [reminder(), reminder(), reminder()];
  const { folded } = crisisView([guidance(), own(), first, own(), second, own(), third], ireland);
  assert.deepEqual([...folded], [second, third]);
});

test("the country of the lines is the country that the visitor named", () => {
  assert.equal(countryListed(said("utter_crisis_lines", "crisis", "In Ireland:"), [ireland]), "IE");
  assert.equal(countryListed(said("utter_crisis_lines_elsewhere", "crisis", "Ireland?"), [ireland]), "");
  assert.equal(countryListed(said("utter_crisis_lines_unknown", "crisis", "Ireland"), [ireland]), undefined);
  assert.equal(countryListed(said("utter_about/x", "answer", "Ireland"), [ireland]), undefined);
});

test("yes and no are offered where yes means safe, and nowhere else", () => {
  const asks = (text: string) => asksIfSafe(said("utter_crisis/x", "crisis", text));
  assert.equal(asks("Stay. Are you safe at this moment?"), true);
  assert.equal(asks("Are they all safe right now?"), true);
  assert.equal(asks("Who could you reach first?"), false);
  assert.equal(asks("Are you safe? Call someone."), false);
  assert.equal(asks("Are you having thoughts of ending your life?"), false);
});

test("the plainest words of danger are known without a server", () => {
  for (const text of ["I want to end my life", "I DON’T want to live", "he hits me.", "I can't breathe"]) {
    assert.equal(soundsLikeDanger(text), true, text);
  }
  for (const text of ["what is anxious attachment?", "a skilled painkiller", "the deadline kills"]) {
    assert.equal(soundsLikeDanger(text), false, text);
  }
});
