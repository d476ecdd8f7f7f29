// What axe-core finds: in the whole page, or in the widget alone.
async ({ whole }) => {
  const context = whole ? document : { include: [["attachment-guide"]] };
  const { violations } = await axe.run(context, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.flat().join(" ")}: ${failureSummary}`),
  );
};
