/** Counts how often Shift is pressed by itself, in a row. */

import type { ReactiveController } from "lit";
import type { ChatHost } from "./host";

const PRESSES = 3;
const WITHIN_MS = 5000;
/** Shift held while one of these happens stretches a selection or scrolls sideways: that is no press. */
const WITH_MOUSE = ["pointerdown", "wheel"];

export class ShiftPressesController implements ReactiveController {
  private count = 0;
  private alone = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ChatHost,
    /** Told how many presses are left; 0: all were made; null: the count starts again. */
    private readonly pressed: (left: number | null) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("keydown", this.keyDown, true);
    document.addEventListener("keyup", this.keyUp, true);
    for (const type of WITH_MOUSE) document.addEventListener(type, this.mouseUsed, true);
  }

  hostDisconnected(): void {
    document.removeEventListener("keydown", this.keyDown, true);
    document.removeEventListener("keyup", this.keyUp, true);
    for (const type of WITH_MOUSE) document.removeEventListener(type, this.mouseUsed, true);
    clearTimeout(this.timer);
    this.count = 0;
  }

  private keyDown = (event: KeyboardEvent): void => {
    // A key that is held down repeats itself, and is one press.
    if (event.key === "Shift" && event.repeat) return;
    this.alone = event.key === "Shift";
    // Shift with another key is typing, not leaving.
    if (!this.alone) this.reset();
  };

  private mouseUsed = (): void => {
    this.alone = false;
  };

  private keyUp = (event: KeyboardEvent): void => {
    if (event.key !== "Shift" || !this.alone) return;
    this.alone = false;
    this.count += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(this.reset, WITHIN_MS);
    const left = PRESSES - this.count;
    if (left <= 0) this.count = 0;
    this.pressed(left);
  };

  private reset = (): void => {
    clearTimeout(this.timer);
    if (this.count === 0) return;
    this.count = 0;
    this.pressed(null);
  };
}
