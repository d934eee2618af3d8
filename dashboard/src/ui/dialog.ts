import { Attempt } from "../api/attempt";
import { button, h, newId } from "./dom";

export interface DialogField {
  name: string;
  label: string;
  value?: string;
  hint?: string;
  required?: boolean;
  options?: readonly string[];
  multiline?: boolean;
  secret?: boolean;
}

export interface DialogOptions {
  title: string;
  /** What will happen, in a sentence. */
  detail?: string;
  fields: readonly DialogField[];
  confirm: string;
  danger?: boolean;
  /** A word to type before the button works. */
  typed?: string;
  /** Rejecting keeps the dialog open with the message. What it posts goes under the key, so that it is done once. */
  act: (values: Record<string, string>, key: string) => Promise<void>;
  /** Told what act rejected with where the dialog had been left by then. */
  late?: (message: string) => void;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * A modal dialog. The button says what is being waited for; the dialog closes when the service has answered, not
 * before.
 */
export class Dialog {
  private readonly controls = new Map<string, Control>();
  private readonly error = h("p", { class: "error", role: "alert", hidden: true, testid: "dialog-error" });
  private readonly submit: HTMLButtonElement;
  private readonly element: HTMLDialogElement;
  private readonly typed: HTMLInputElement | undefined;
  private readonly attempt = new Attempt();
  private done = false;
  private waiting: Promise<void> | undefined;

  /** True once it was confirmed and answered, also where it was left meanwhile; false when it was left before. */
  readonly closed: Promise<boolean>;

  constructor(private readonly options: DialogOptions) {
    const heading = newId("dialog");
    this.submit = h(
      "button",
      { type: "submit", class: options.danger ? "danger" : "primary", testid: "dialog-confirm" },
      options.confirm,
    );
    if (options.typed) {
      this.typed = h("input", {
        autocomplete: "off",
        spellcheck: "false",
        testid: "dialog-typed",
        on: { input: () => this.check() },
      });
      this.submit.disabled = true;
    }
    const form = h(
      "form",
      {
        on: {
          submit: (event) => {
            event.preventDefault();
            this.waiting = this.run();
          },
        },
      },
      h("h2", { id: heading, text: options.title }),
      options.detail ? h("p", { class: "detail", text: options.detail }) : null,
      ...options.fields.map((field) => this.field(field)),
      this.typed
        ? h("label", {}, h("span", {}, "Type ", h("b", { text: options.typed }), " to confirm"), this.typed)
        : null,
      this.error,
      h(
        "div",
        { class: "buttons" },
        button("Cancel", () => this.element.close()),
        this.submit,
      ),
    );
    this.element = h("dialog", { "aria-labelledby": heading, testid: "dialog" }, form);
    this.closed = new Promise((resolve) =>
      this.element.addEventListener("close", () => {
        this.element.remove();
        // What was sent is not taken back by leaving: the service's answer still decides.
        resolve(this.waiting ? this.waiting.then(() => this.done) : this.done);
      }),
    );
  }

  show(): Promise<boolean> {
    document.body.append(this.element);
    this.element.showModal();
    return this.closed;
  }

  private field(field: DialogField): HTMLElement {
    const control = this.control(field);
    control.name = field.name;
    control.required = field.required ?? false;
    control.dataset["testid"] = `field-${field.name}`;
    if (field.value !== undefined) control.value = field.value;
    this.controls.set(field.name, control);
    return h(
      "label",
      {},
      h("span", {}, field.label, field.required ? null : h("i", { text: " optional" })),
      control,
      field.hint ? h("small", { text: field.hint }) : null,
    );
  }

  private control(field: DialogField): Control {
    if (field.options)
      return h("select", {}, ...field.options.map((option) => h("option", { value: option, text: option })));
    if (field.multiline) return h("textarea", { rows: "6", spellcheck: "false" });
    return h("input", { autocomplete: "off", type: field.secret ? "password" : "text", spellcheck: "false" });
  }

  private check(): void {
    this.submit.disabled = this.typed !== undefined && this.typed.value !== this.options.typed;
  }

  private async run(): Promise<void> {
    const values: Record<string, string> = {};
    for (const [name, control] of this.controls) values[name] = control.value.trim();
    this.submit.disabled = true;
    this.submit.textContent = "Waiting for the service …";
    this.error.hidden = true;
    try {
      await this.options.act(values, this.attempt.keyFor(values));
      this.done = true;
      this.element.close();
    } catch (error) {
      this.attempt.failed(error);
      this.waiting = undefined;
      if (!this.element.open) this.options.late?.((error as Error).message);
      this.error.textContent = (error as Error).message;
      this.error.hidden = false;
      this.submit.textContent = this.options.confirm;
      this.check();
      if (!this.typed) this.submit.disabled = false;
    }
  }
}
