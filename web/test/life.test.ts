/** An element that leaves the page leaves nothing behind, and works again when it comes back. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Controllers } from "../src/controllers";
import { FakeHost, fakeBrowser } from "./fakes";

let browser: ReturnType<typeof fakeBrowser>;

beforeEach(() => {
  browser = fakeBrowser();
});

function chat() {
  const host = new FakeHost();
  return { host, controllers: new Controllers(host) };
}

const types = () =>
  browser
    .listeners()
    .map(({ type }) => type)
    .sort();

test("nobody listens before the element is in the page", () => {
  new Controllers(new FakeHost());
  assert.deepEqual(types(), []);
});

test("whoever listens while the element is in the page stops when it leaves, as often as it does", () => {
  const { host } = chat();
  for (let time = 0; time < 3; time += 1) {
    host.connect();
    assert.deepEqual(types(), [
      "change",
      "keydown",
      "keyup",
      "offline",
      "online",
      "pagehide",
      "pageshow",
      "pointerdown",
      "popstate",
      "resize",
      "scroll",
      "wheel",
    ]);
    assert.equal(host.sheets.adoptedStyleSheets.length, 1);
    host.disconnect();
    assert.deepEqual(types(), []);
    assert.deepEqual(host.sheets.adoptedStyleSheets, []);
  }
});

test("what happens in the page is nothing to an element outside it", () => {
  const { host } = chat();
  host.connect();
  browser.window.fire("offline");
  assert.equal(host.updates, 1);
  host.disconnect();
  browser.window.fire("offline");
  assert.equal(host.updates, 1);
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
  browser.remember({ open: true });
  const { host } = chat();
  host.connect();
  assert.equal(host.open, true);
  host.open = false;
  host.disconnect();
  host.connect();
  assert.equal(host.open, false);
});

test("only what comes while the chat is closed is unread", () => {
  const { host, controllers } = chat();
  const { conversation, unread } = controllers;
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
