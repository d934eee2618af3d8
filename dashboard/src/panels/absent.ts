import { h } from "../ui/dom";

/** Stands where a part would be that this build of the service does not have. */
export function absent(what: string, route: string): HTMLElement {
  return h(
    "div",
    { class: "absent", testid: "absent" },
    h("h2", { text: `${what}: not available in this build` }),
    h("p", {}, "The service does not offer ", h("code", { text: route }), ". It appears here by itself once it does."),
  );
}
