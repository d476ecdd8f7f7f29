/** Shift three times by itself, within five seconds each, leaves the page. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Controllers } from "../src/controllers";
import type { AnnouncementsController } from "../src/controllers/announcements";
import { FakeClock, FakeHost, fakeBrowser } from "./fakes";

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

/** What was announced last. */
const said = ({ items }: AnnouncementsController) => items[items.length - 1]?.text ?? "";

function openChat() {
  const host = new FakeHost();
  const controllers = new Controllers(host);
  host.open = true;
  host.connect();
  return { host, controllers };
}

test("three presses leave the page, and each of the first two is announced", () => {
  const { host, controllers } = openChat();
  const { announcements, quickExit, directory } = controllers;
  directory.choose("CH");
  press();
  assert.equal(said(announcements), host.t("exitPress2"));
  press();
  assert.equal(said(announcements), host.t("exitPress1"));
  assert.deepEqual(browser.location.went, []);
  press();
  assert.deepEqual(browser.location.went, ["https://www.wikipedia.org/"]);
  assert.equal(quickExit.leaving, true);
  assert.equal(browser.document.title.trim(), "");
  assert.deepEqual(browser.remembered(), {});
});

test("the page may name another site, but no unsafe address", () => {
  const { host, controllers } = openChat();
  const { quickExit } = controllers;
  host.exitUrl = "https://weather.example/";
  quickExit.leave();
  host.exitUrl = "javascript:alert(1)";
  quickExit.leave();
  assert.deepEqual(browser.location.went, ["https://weather.example/", "https://www.wikipedia.org/"]);
});

test("a capital letter is typing: the count starts again", () => {
  const { host, controllers } = openChat();
  const { announcements } = controllers;
  press();
  down("Shift");
  down("A");
  up("A");
  up("Shift");
  assert.equal(said(announcements), host.t("exitReset"));
  press();
  press();
  assert.deepEqual(browser.location.went, []);
});

test("five seconds without a press start the count again", () => {
  const { host, controllers } = openChat();
  const { announcements } = controllers;
  press();
  press();
  clock.pass(4999);
  assert.equal(said(announcements), host.t("exitPress1"));
  clock.pass(1);
  assert.equal(said(announcements), host.t("exitReset"));
  press();
  assert.deepEqual(browser.location.went, []);
});

test("Shift that is held for the mouse is no press", () => {
  const { host } = openChat();
  for (const type of ["pointerdown", "wheel", "pointerdown"]) {
    down("Shift");
    browser.document.fire(type);
    up("Shift");
  }
  assert.deepEqual(browser.location.went, []);
  assert.equal(host.updates, 0);
});

test("the presses are counted for the eye as well", () => {
  const { host, controllers } = openChat();
  press();
  assert.equal(controllers.quickExit.count, host.t("exitPress2"));
  press();
  assert.equal(controllers.quickExit.count, host.t("exitPress1"));
  clock.pass(5000);
  assert.equal(controllers.quickExit.count, "");
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
  const { host, controllers } = openChat();
  const { announcements } = controllers;
  host.open = false;
  for (let times = 0; times < 4; times += 1) press();
  assert.deepEqual(browser.location.went, []);
  assert.equal(said(announcements), "");
});

test("an element that left the page counts from the beginning when it comes back", () => {
  const { host, controllers } = openChat();
  const { announcements } = controllers;
  press();
  press();
  host.disconnect();
  press();
  host.connect();
  clock.pass(10_000);
  press();
  assert.equal(said(announcements), host.t("exitPress2"));
  assert.deepEqual(browser.location.went, []);
});
