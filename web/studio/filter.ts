/** Shows only the rows of a table that hold what was typed. */
export function filterTables(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-filter]")) {
    const table = document.getElementById(input.dataset.filter ?? "");
    const count = input.parentElement?.querySelector("output");
    const filter = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const body of table?.querySelectorAll("tbody") ?? []) {
        let any = false;
        for (const row of body.querySelectorAll<HTMLElement>("tr:not(.group)")) {
          const text = row.textContent.toLowerCase();
          row.hidden = !words.every((word) => text.includes(word));
          if (!row.hidden) shown += 1;
          any ||= !row.hidden;
        }
        body.hidden = !any;
      }
      if (count) count.value = words.length ? `${String(shown)} found` : "";
    };
    input.addEventListener("input", filter);
    // The browser may have filled it in again.
    if (input.value) filter();
  }
}
