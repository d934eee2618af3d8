import { token } from "../api/token";
import type { DialogField } from "../ui/dialog";

const KEY = "truefill.name";

/** Who acts. A token has a name of its own, and that one counts; without one the person says it. */
export function byField(): DialogField {
  return {
    name: "by",
    label: "Your name",
    required: token() === null,
    value: localStorage.getItem(KEY) ?? "",
    hint: "Stands in the journal beside what you do.",
  };
}

export function remember(values: Record<string, string>): void {
  if (values["by"]) localStorage.setItem(KEY, values["by"]);
}
