import type { RouteInfo } from "../api/routes";
import { title, words } from "../format/words";
import type { DialogField } from "../ui/dialog";
import { button } from "../ui/dom";
import type { App } from "../views/view";
import { byField, remember } from "./person";

const DANGEROUS = new Set(["decline", "close", "resolve", "cancel", "reset"]);

export interface ActionOptions {
  /** Values that are already known; the person may change them. */
  known?: Record<string, string>;
  /** Values that go with it unseen. */
  fixed?: Record<string, unknown>;
  /** Choices of a field. */
  choices?: Record<string, readonly string[]>;
  detail?: string;
  done?: () => void;
}

export function actionName(route: RouteInfo): string {
  return route.path.slice(route.path.lastIndexOf("/") + 1);
}

/** A button for something that a route does; the form asks for what the route takes, as the service describes it. */
export function actionButton(app: App, route: RouteInfo, path: string, options: ActionOptions = {}): HTMLButtonElement {
  const name = actionName(route);
  const label = title(name.replaceAll("-", "_"));
  return button(label, () => void perform(app, route, path, label, options), {
    class: DANGEROUS.has(name) ? "danger" : "",
    title: route.summary,
    testid: `action-${name}`,
  });
}

export async function perform(
  app: App,
  route: RouteInfo,
  path: string,
  label: string,
  options: ActionOptions,
): Promise<void> {
  const done = await app.ask({
    title: label,
    detail: options.detail ?? route.summary,
    fields: route.fields
      .filter((field) => !(field.name in (options.fixed ?? {})))
      .map((field) => fieldOf(field.name, field.required || needsReason(route, field.name), options)),
    confirm: label,
    danger: DANGEROUS.has(actionName(route)),
    act: async (values, key) => {
      remember(values);
      const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
      const fixed = Object.entries(options.fixed ?? {}).filter(([name]) =>
        route.fields.some((field) => field.name === name),
      );
      await app.client.post(path, { ...filled, ...Object.fromEntries(fixed) }, key);
    },
  });
  if (!done) return;
  app.toasts.say(`${label}: the service has taken it.`);
  options.done?.();
}

/** What is taken back or explained away says why, also where the route would take it without; a yes says enough. */
function needsReason(route: RouteInfo, field: string): boolean {
  return field === "reason" && actionName(route) !== "approve";
}

function fieldOf(name: string, required: boolean, options: ActionOptions): DialogField {
  if (name === "by") return byField();
  const choices = options.choices?.[name];
  const value = options.known?.[name];
  return {
    name,
    label: words(title(name)),
    required,
    multiline: name === "raw_text",
    ...(choices ? { options: choices } : {}),
    ...(value === undefined ? {} : { value }),
  };
}
