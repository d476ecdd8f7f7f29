/** The server learns which country the visitor chose, whatever the connection does. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { type Api, ApiError } from "../src/api";
import { CountryController } from "../src/controllers/country";
import { HelpDirectoryController } from "../src/controllers/help-directory";
import { Session } from "../src/session";
import { TabStorage } from "../src/storage";
import { FakeClock, FakeHost, fakeBrowser } from "./fakes";

let browser: ReturnType<typeof fakeBrowser>;
let clock: FakeClock;

beforeEach(() => {
  browser = fakeBrowser();
  clock = new FakeClock();
  browser.remember({ started: true, token: "t", sharedBy: "first" });
});

const settle = () => new Promise((resolve) => setImmediate(resolve));
const unreachable = () => new ApiError(0, "unreachable", "The server could not be reached.");

/** A tab, and a server that answers each request when the test says so. */
function tabAndServer() {
  const told: (string | null)[] = [];
  let answer: (error?: Error) => void = () => undefined;
  const setCountry = (country: string | null) =>
    new Promise<void>((resolve, reject) => {
      told.push(country);
      answer = (error) => (error ? reject(error) : resolve());
    });
  const api = { token: null, setCountry } as unknown as Api;
  const storage = new TabStorage();
  const session = new Session(api, storage);
  const host = new FakeHost();
  const country = new CountryController(host, api, session, storage, new HelpDirectoryController(host, api, storage));
  const reply = async (error?: Error) => {
    answer(error);
    await settle();
  };
  return { country, host, session, storage, told, reply };
}

test("what failed is told again, at longer and longer intervals, until it holds", async () => {
  const { country, told, reply } = tabAndServer();
  country.choose("CH");
  for (const seconds of [1, 2, 4, 8, 15, 30, 30]) {
    const before = told.length;
    await reply(unreachable());
    clock.pass(seconds * 1000 - 1);
    assert.equal(told.length, before, "too early");
    clock.pass(1);
    assert.equal(told.length, before + 1);
  }
  assert.equal(browser.remembered().countryUntold, true);
  await reply();
  clock.pass(3_600_000);
  assert.deepEqual(told, Array<string>(8).fill("CH"));
  assert.equal(browser.remembered().countryUntold, undefined);
});

test("a later choice takes the place of one that failed, and of one on its way", async () => {
  const { country, told, reply } = tabAndServer();
  country.choose("CH");
  await reply(unreachable());
  country.choose("AT");
  country.choose("");
  await reply();
  await reply();
  clock.pass(3_600_000);
  assert.deepEqual(told, ["CH", "AT", null]);
});

test("it ends with the session", async () => {
  const { country, session, told, reply } = tabAndServer();
  country.choose("CH");
  await reply(unreachable());
  session.forget();
  clock.pass(3_600_000);
  assert.deepEqual(told, ["CH"]);
});

test("a new session is told even if the old one was being told", async () => {
  const { country, session, storage, told, reply } = tabAndServer();
  country.choose("CH");
  session.forget();
  storage.set({ started: true, sharedBy: "second" });
  void country.tellServer();
  await reply();
  await reply();
  assert.deepEqual(told, ["CH", "CH"]);
  assert.equal(browser.remembered().countryUntold, undefined);
});

test("what the server refuses for good is not told again", async () => {
  const { country, told, reply } = tabAndServer();
  country.choose("XX");
  await reply(new ApiError(400, "country_unknown", "Not a country with help lines."));
  clock.pass(3_600_000);
  assert.deepEqual(told, ["XX"]);
});

test("what was not told before a reload is told after it", async () => {
  browser.remember({ started: true, token: "t", sharedBy: "first", country: "CH", countryUntold: true });
  const { host, told, reply } = tabAndServer();
  host.connect();
  assert.deepEqual(told, ["CH"]);
  await reply();
  host.disconnect();
  host.connect();
  assert.deepEqual(told, ["CH"]);
});
