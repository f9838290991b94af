import type { desk as source } from "./desk.vi";

export const desk: Record<keyof typeof source, string> = {
  "command.select_all": "Select all",
  "command.select_none": "Select nothing",
  "select.count": "{n} document selected|{n} documents selected",
  "select.all": "Select all {n} documents",
  "select.actions": "What to do with the selected documents",
  "select.range_cut": "A range holds at most {n} documents. Selecting all has no limit.",
  "help.list.extend": "Select the next row too",
  "help.list.mark": "Select or unselect a row",
  "status.selected": "{n} selected",
  "status.review": "To review: {n}",
};
