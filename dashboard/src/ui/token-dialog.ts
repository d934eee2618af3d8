import { setToken, token } from "../api/token";
import { ApiError } from "../api/error";
import { Dialog } from "./dialog";

let asking: Promise<void> | undefined;

/** Asks for a token once, however many requests wait for it. */
export function askForToken(): Promise<void> {
  asking ??= ask().finally(() => {
    asking = undefined;
  });
  return asking;
}

async function ask(): Promise<void> {
  const done = await new Dialog({
    title: "Token",
    detail: token()
      ? "The service does not know this token."
      : "The service asks who you are. The token is kept until this tab is closed.",
    fields: [{ name: "token", label: "Token", required: true, secret: true }],
    confirm: "Use it",
    act: (values) => {
      setToken(values["token"] ?? null);
      return Promise.resolve();
    },
  }).show();
  if (!done) throw new ApiError(401, "unauthenticated", "Without a token the service shows nothing.");
}
