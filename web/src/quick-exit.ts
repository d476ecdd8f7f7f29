/**
 * Leave the page fast: by button, or by pressing Shift three times (as on GOV.UK).
 * The page is covered at once, the session cleared, and the page replaced, so that "back" does not return to it.
 */

const PRESSES = 3;
const WITHIN_MS = 5000;

export class ShiftPresses {
  private count = 0;
  private alone = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    /** Told how many presses are left; 0: leave now; null: started anew. */
    private readonly pressed: (left: number | null) => void,
  ) {}

  connect(): void {
    document.addEventListener("keydown", this.down, true);
    document.addEventListener("keyup", this.up, true);
  }

  disconnect(): void {
    document.removeEventListener("keydown", this.down, true);
    document.removeEventListener("keyup", this.up, true);
    clearTimeout(this.timer);
    this.count = 0;
  }

  private down = (event: KeyboardEvent): void => {
    this.alone = event.key === "Shift";
    // Shift with another key is typing, not leaving.
    if (!this.alone) this.reset();
  };

  private up = (event: KeyboardEvent): void => {
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

export function leavePage(address: string): void {
  document.title = "\u00a0";
  location.replace(address);
}
