/** How text becomes blocks and links. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { linkify } from "../src/links";
import { blocksOf, plainText, strongPieces } from "../src/markdown";
import { fakeBrowser } from "./fakes";

beforeEach(() => fakeBrowser());

const links = (text: string) =>
  linkify(text)
    .filter(({ href }) => href)
    .map(({ text }) => text);

test("a link ends where the address ends", () => {
  const wiki = "https://en.wikipedia.org/wiki/Attachment_(psychology)";
  assert.deepEqual(links(wiki), [wiki]);
  assert.deepEqual(links(`(see ${wiki})`), [wiki]);
  assert.deepEqual(links("(see https://example.org/a), or"), ["https://example.org/a"]);
  assert.deepEqual(links("https://example.org/b\u3002\u597d"), ["https://example.org/b"]);
  assert.deepEqual(links("[https://example.org/c]!?"), ["https://example.org/c"]);
});

test("paragraphs, bullets and numbers", () => {
  assert.deepEqual(blocksOf("One.\ntwo\n\nThree:\n- a\n* b\n\n1. c\n2) d\n\nEnd"), [
    { type: "paragraph", text: "One.\ntwo" },
    { type: "paragraph", text: "Three:" },
    { type: "bullets", items: ["a", "b"] },
    { type: "numbers", items: ["c", "d"] },
    { type: "paragraph", text: "End" },
  ]);
});

test("what only looks like a list or a strong word stays as it is", () => {
  assert.deepEqual(blocksOf("2020 was hard - very."), [{ type: "paragraph", text: "2020 was hard - very." }]);
  assert.deepEqual(strongPieces("2 ** 3 ** 4"), ["2 ** 3 ** 4"]);
  assert.deepEqual(strongPieces("it **can change**."), ["it ", "can change", "."]);
});

test("read out and written down, the marks are gone", () => {
  assert.equal(plainText("So:\n- **one**\n- two"), "So:\none\ntwo");
});
