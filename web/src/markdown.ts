/**
 * The small part of Markdown that answers may be written in: paragraphs, lists and strong words. Anything else stays
 * as it was written.
 */

export type Block = { type: "paragraph"; text: string } | { type: "bullets" | "numbers"; items: string[] };

const BULLET = /^\s*[-*\u2022]\s+/;
const NUMBER = /^\s*\d{1,2}[.)]\s+/;

/** Text as blocks; a list may follow its introduction without an empty line between. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const part of text.split(/\n\s*\n/)) {
    let open = true;
    for (const line of part.split("\n")) {
      const type = BULLET.test(line) ? "bullets" : NUMBER.test(line) ? "numbers" : "paragraph";
      const last = blocks[blocks.length - 1];
      const words = line.replace(type === "bullets" ? BULLET : type === "numbers" ? NUMBER : "", "").trim();
      if (!words) continue;
      if (type === "paragraph") {
        if (last?.type === "paragraph" && !open) last.text += `\n${words}`;
        else blocks.push({ type, text: words });
      } else if (last?.type === type) last.items.push(words);
      else blocks.push({ type, items: [words] });
      open = false;
    }
  }
  return blocks;
}

/** The words by turns plain and strong: `a **b** c` is three pieces. */
export const strongPieces = (text: string) => text.split(/\*\*(?=\S)(.*?\S)\*\*/);

/** Without its marks, as it is read out or written into a file. */
export const plainText = (text: string) =>
  blocksOf(text)
    .map((block) => (block.type === "paragraph" ? block.text : block.items.join("\n")))
    .map((words) => strongPieces(words).join(""))
    .join("\n");
