/** The conversation as a text file that the visitor keeps. */

import { dateAndTime } from "./format";
import { plainText } from "./markdown";
import type { Translate } from "./strings";
import type { Entry } from "./types";

export function transcript(entries: readonly Entry[], t: Translate, language: string): string {
  const turns = entries.map((entry) => {
    const who = entry.from === "visitor" ? t("downloadYou") : t("downloadGuide");
    const lines = [
      `${who}, ${dateAndTime(entry.time, language)}`,
      entry.from === "visitor" ? entry.text : plainText(entry.text),
    ];
    if (entry.source?.section) lines.push(t("source", { section: entry.source.section }));
    for (const reference of entry.source?.references ?? []) lines.push(`  ${reference}`);
    return lines.join("\n");
  });
  return [t("downloadTitle"), ...turns].join("\n\n") + "\n";
}

export function saveText(text: string, filename: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
