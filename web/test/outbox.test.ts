/** Messages leave the outbox one after the other, in order, whatever the connection does. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ApiError } from "../src/api";
import { Outbox } from "../src/outbox";
import type { Delivery, ServerMessage } from "../src/types";
import { FakeClock, fakeBrowser } from "./fakes";

let browser: ReturnType<typeof fakeBrowser>;
let clock: FakeClock;

beforeEach(() => {
  browser = fakeBrowser();
  clock = new FakeClock();
});

const unreachable = () => new ApiError(0, "unreachable", "The server could not be reached.");

const delivery = (key: string): Delivery => ({ key, content: { text: key }, time: 0, state: "sending" });

/** Lets everything go on that waits for no timer. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A server that answers each message when the test says so. */
function outboxAndServer() {
  const asked: string[] = [];
  const delivered: string[] = [];
  let answer: (error?: Error) => void = () => undefined;
  const outbox = new Outbox({
    send: ({ key }) =>
      new Promise<ServerMessage[]>((resolve, reject) => {
        asked.push(key);
        answer = (error) => (error ? reject(error) : resolve([]));
      }),
    delivered: ({ key }) => delivered.push(key),
    explain: ({ message }) => message,
    gaveUp: () => "gave up",
    changed: () => undefined,
  });
  const reply = async (error?: Error) => {
    answer(error);
    await settle();
  };
  return { outbox, asked, delivered, reply };
}

test("the next message waits for the answer to the one before", async () => {
  const { outbox, asked, delivered, reply } = outboxAndServer();
  for (const key of ["first", "second", "third"]) outbox.add(delivery(key));
  assert.deepEqual(asked, ["first"]);
  await reply();
  assert.deepEqual(asked, ["first", "second"]);
  await reply();
  await reply();
  assert.deepEqual(delivered, ["first", "second", "third"]);
  assert.deepEqual(outbox.deliveries, []);
});

test("a lost connection is waited out, longer each time, and the order stays", async () => {
  const { outbox, asked, delivered, reply } = outboxAndServer();
  const first = delivery("first");
  outbox.add(first);
  outbox.add(delivery("second"));
  await reply(unreachable());
  assert.equal(first.state, "waiting");
  assert.equal(outbox.waiting, true);
  clock.pass(1000);
  await settle();
  assert.equal(first.state, "sending");
  await reply(unreachable());
  clock.pass(1999);
  await settle();
  assert.deepEqual(asked, ["first", "first"]);
  clock.pass(1);
  await settle();
  await reply();
  await reply();
  assert.deepEqual(asked, ["first", "first", "first", "second"]);
  assert.deepEqual(delivered, ["first", "second"]);
});

test("a connection that is back is not waited for any longer", async () => {
  const { outbox, asked, reply } = outboxAndServer();
  browser.navigator.onLine = false;
  outbox.add(delivery("first"));
  await reply(unreachable());
  clock.pass(3_600_000);
  await settle();
  assert.deepEqual(asked, ["first"]);
  browser.navigator.onLine = true;
  outbox.nudge();
  await settle();
  assert.deepEqual(asked, ["first", "first"]);
});

test("the server's own wait is kept to", async () => {
  const { outbox, asked, reply } = outboxAndServer();
  outbox.add(delivery("first"));
  await reply(new ApiError(429, "rate_limited", "Too many messages.", 7));
  clock.pass(6999);
  await settle();
  assert.equal(asked.length, 1);
  clock.pass(1);
  await settle();
  assert.equal(asked.length, 2);
});

test("a refused message does not hold up the others, and can be sent again", async () => {
  const { outbox, asked, delivered, reply } = outboxAndServer();
  const refused = delivery("refused");
  outbox.add(refused);
  outbox.add(delivery("next"));
  await reply(new ApiError(400, "bad_body", "Not understood."));
  assert.equal(refused.state, "failed");
  assert.equal(refused.reason, "Not understood.");
  await reply();
  assert.deepEqual(delivered, ["next"]);
  outbox.retry(refused);
  await settle();
  await reply();
  assert.deepEqual(asked, ["refused", "next", "refused"]);
  assert.deepEqual(outbox.deliveries, []);
});

test("after nine tries it is said that the message could not be sent", async () => {
  const { outbox, asked, reply } = outboxAndServer();
  const lost = delivery("lost");
  outbox.add(lost);
  for (let tries = 0; tries < 20 && lost.state !== "failed"; tries += 1) {
    await reply(unreachable());
    clock.pass(15_000);
    await settle();
  }
  assert.equal(lost.state, "failed");
  assert.equal(asked.length, 9);
});

test("what is held is not sent until it may go on; what is cleared never is", async () => {
  const { outbox, asked, delivered, reply } = outboxAndServer();
  outbox.add(delivery("first"));
  outbox.hold();
  await reply();
  assert.deepEqual(delivered, [], "an answer that comes too late is nothing");
  outbox.resume();
  await settle();
  assert.deepEqual(asked, ["first", "first"]);
  outbox.clear();
  await reply();
  assert.deepEqual(delivered, []);
  outbox.add(delivery("new"));
  await reply();
  assert.deepEqual(delivered, ["new"]);
});
