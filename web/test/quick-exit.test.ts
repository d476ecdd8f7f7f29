/** Shift three times by itself, within five seconds each, leaves the page. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { chat } from "./chat";
import { FakeClock, fakeBrowser } from "./fakes";

let browser: ReturnType<typeof fakeBrowser>;
let clock: FakeClock;

beforeEach(() => {
  browser = fakeBrowser();
  clock = new FakeClock();
});

const down = (key: string) => browser.document.fire("keydown", { key });
const up = (key: string) => browser.document.fire("keyup", { key });
const press = (key = "Shift") => {
  down(key);
  up(key);
};

function openChat() {
  const opened = chat();
  opened.host.open = true;
  opened.host.connect();
  return opened;
}

test("three presses leave the page, and each of the first two is announced", () => {
  const { announcements, quickExit, storage, host } = openChat();
  storage.set({ started: true, country: "CH" });
  press();
  assert.equal(announcements.text, host.t("exitPress2"));
  press();
  assert.equal(announcements.text, host.t("exitPress1"));
  assert.deepEqual(browser.location.went, []);
  press();
  assert.deepEqual(browser.location.went, ["https://www.wikipedia.org/"]);
  assert.equal(quickExit.leaving, true);
  assert.equal(browser.document.title.trim(), "");
  assert.equal(storage.get("started"), undefined);
  assert.equal(storage.get("country"), undefined);
});

test("the page may name another site, but no unsafe address", () => {
  const { host, quickExit } = openChat();
  host.exitUrl = "https://weather.example/";
  quickExit.leave();
  host.exitUrl = "javascript:alert(1)";
  quickExit.leave();
  assert.deepEqual(browser.location.went, ["https://weather.example/", "https://www.wikipedia.org/"]);
});

test("a capital letter is typing: the count starts again", () => {
  const { announcements, host } = openChat();
  press();
  down("Shift");
  down("A");
  up("A");
  up("Shift");
  assert.equal(announcements.text, host.t("exitReset"));
  press();
  press();
  assert.deepEqual(browser.location.went, []);
});

test("five seconds without a press start the count again", () => {
  const { announcements, host } = openChat();
  press();
  press();
  clock.pass(4999);
  assert.equal(announcements.text, host.t("exitPress1"));
  clock.pass(1);
  assert.equal(announcements.text, host.t("exitReset"));
  press();
  assert.deepEqual(browser.location.went, []);
});

test("a held key that repeats is one press", () => {
  openChat();
  for (let times = 0; times < 5; times += 1) down("Shift");
  up("Shift");
  up("Shift");
  up("Shift");
  assert.deepEqual(browser.location.went, []);
});

test("Shift is the page's own while the chat was never opened", () => {
  const { host, announcements } = openChat();
  host.open = false;
  for (let times = 0; times < 4; times += 1) press();
  assert.deepEqual(browser.location.went, []);
  assert.equal(announcements.text, "");
});

test("an element that left the page counts from the beginning when it comes back", () => {
  const { host, announcements } = openChat();
  press();
  press();
  host.disconnect();
  press();
  host.connect();
  clock.pass(10_000);
  press();
  assert.equal(announcements.text, host.t("exitPress2"));
  assert.deepEqual(browser.location.went, []);
});
