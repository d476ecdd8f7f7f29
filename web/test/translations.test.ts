/** Each language says all that the window says, and what it must not translate it leaves alone. */

import assert from "node:assert/strict";
import { test } from "node:test";
import ar from "../src/data/strings/ar.json";
import de from "../src/data/strings/de.json";
import english from "../src/data/strings/en.json";
import es from "../src/data/strings/es.json";
import fr from "../src/data/strings/fr.json";
import { TRANSLATED, translator } from "../src/strings";

const translations: Record<string, { about: { reviewed: boolean }; words: Record<string, string> }> = {
  ar,
  de,
  es,
  fr,
};
/** Said to the assistant, which reads English. */
const SAID_TO_THE_ASSISTANT = ["starters", "safeYes", "safeNo"];
const expected = Object.keys(english).filter((key) => !SAID_TO_THE_ASSISTANT.includes(key));
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test("the languages that the window asks for are those that there are", () => {
  assert.deepEqual([...TRANSLATED].sort(), Object.keys(translations).sort());
});

for (const [language, { about, words }] of Object.entries(translations)) {
  test(`${language} has every word, with the same gaps`, () => {
    assert.deepEqual(Object.keys(words), expected);
    for (const [key, text] of Object.entries(words)) {
      assert.ok(text.trim(), key);
      assert.deepEqual(placeholders(text), placeholders(String(english[key as keyof typeof english])), key);
    }
  });

  test(`${language} tells whether it was reviewed, and that the assistant speaks English`, () => {
    assert.equal(typeof about.reviewed, "boolean");
    const t = translator(language, words);
    assert.ok(t("assistantLanguage"));
    assert.equal(t.direction, language === "ar" ? "rtl" : "ltr");
    assert.deepEqual([t("safeYes"), t("safeNo"), t.starters], ["Yes", "No", english.starters]);
  });

  test(`${language} writes no number of a help line`, () => {
    const numbers = Object.entries(words).filter(([key, text]) => key !== "helpEmergencyOther" && /\d{3}/.test(text));
    assert.deepEqual(numbers, []);
    assert.match(words.helpEmergencyOther ?? "", /\b112\b/);
  });
}

test("what a translation lacks is said in English", () => {
  assert.equal(translator("de", { send: "Senden" })("close"), english.close);
});
