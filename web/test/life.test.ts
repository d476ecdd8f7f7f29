/** An element that leaves the page leaves nothing behind, and works again when it comes back. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { chat } from "./chat";
import { fakeBrowser } from "./fakes";

let browser: ReturnType<typeof fakeBrowser>;

beforeEach(() => {
  browser = fakeBrowser();
});

const types = () =>
  browser
    .listeners()
    .map(({ type }) => type)
    .sort();

test("nobody listens before the element is in the page", () => {
  chat();
  assert.deepEqual(types(), []);
});

test("whoever listens while the element is in the page stops when it leaves, as often as it does", () => {
  const { host } = chat();
  for (let time = 0; time < 3; time += 1) {
    host.connect();
    assert.deepEqual(types(), ["change", "keydown", "keyup", "offline", "online", "pageshow", "resize", "scroll"]);
    assert.equal(host.sheets.adoptedStyleSheets.length, 1);
    host.disconnect();
    assert.deepEqual(types(), []);
    assert.deepEqual(host.sheets.adoptedStyleSheets, []);
  }
});

test("what happens in the page is nothing to an element outside it", () => {
  const { host, calls } = chat();
  host.connect();
  browser.window.fire("online");
  assert.deepEqual(calls, ["reconnected"]);
  host.disconnect();
  browser.window.fire("online");
  assert.deepEqual(calls, ["reconnected"]);
});

test("the panel's place follows the on-screen keyboard, not a zoom", () => {
  const { host } = chat();
  host.connect();
  const [sheet] = host.sheets.adoptedStyleSheets as { text: string }[];
  browser.viewport.height = 400;
  browser.viewport.fire("resize");
  assert.match(sheet?.text ?? "", /--visible-height: 400px/);
  Object.assign(browser.viewport, { scale: 2, height: 200 }).fire("resize");
  assert.match(sheet?.text ?? "", /--visible-height: 400px/);
});

test("the panel opens as this tab remembers, once", () => {
  const { host, storage } = chat();
  storage.set({ open: true });
  host.connect();
  assert.equal(host.open, true);
  host.open = false;
  host.disconnect();
  host.connect();
  assert.equal(host.open, false);
});

test("only what comes while the chat is closed is unread", () => {
  const { host, conversation, unread } = chat();
  host.connect();
  conversation.welcome();
  host.update();
  assert.equal(unread.unread, false, "what is brought back is no news");
  conversation.quiet = false;
  conversation.welcome();
  host.update();
  assert.equal(unread.unread, true);
  host.open = true;
  host.update();
  assert.equal(unread.unread, false);
});
