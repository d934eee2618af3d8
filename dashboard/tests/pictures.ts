import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Chromium, type Watched } from "./support/browser";
import { Desk } from "./support/desk";
import { Service } from "./support/service";

// The pictures of the README: npm run pictures.

const folder = resolve("../docs/images");
const TICKS = 60;

async function picture(watched: Watched, name: string): Promise<void> {
  await watched.page.waitForTimeout(800);
  await watched.page.screenshot({ path: join(folder, `${name}.png`) });
}

async function inBrowser(
  options: Parameters<typeof Chromium.launch>[0],
  act: (watched: Watched) => Promise<void>,
): Promise<void> {
  const chromium = await Chromium.launch(options);
  try {
    await act(await chromium.page());
  } finally {
    await chromium.close();
  }
}

/** A service that is stopped behind it, whatever happens. */
async function withService(options: readonly string[], act: (service: Service) => Promise<void>): Promise<void> {
  const service = await Service.start(...options);
  try {
    await act(service);
  } finally {
    await service.stop();
  }
}

await mkdir(folder, { recursive: true });
await withService([], async (service) => {
  const desk = new Desk(service);
  await desk.tick();
  await inBrowser({ viewport: { width: 1280, height: 760 } }, async (watched) => {
    await watched.open(service.url);
    for (let i = 0; i < TICKS; i++) {
      await desk.tick();
      await watched.page.waitForTimeout(500);
    }
    await picture(watched, "dashboard-overview");
  });
  await inBrowser({ viewport: { width: 1280, height: 620 }, colorScheme: "light" }, async (watched) => {
    await watched.open(service.url, "positions");
    await picture(watched, "dashboard-positions-light");
  });
});
await withService(["--demo"], async (service) => {
  await inBrowser({ viewport: { width: 1280, height: 760 } }, async (watched) => {
    await watched.open(service.url, "orders");
    await watched.page.waitForTimeout(TICKS * 500);
    await watched.page.selectOption("[data-testid=orders-which]", "all");
    await watched.page.locator("[data-testid=orders] tbody:not(.spacer) tr", { hasText: "filled" }).nth(6).click();
    await watched.page.waitForSelector("[data-testid=timeline] li");
    await watched.page.locator("[data-testid=raw-message] > summary").last().click();
    await picture(watched, "dashboard-order");
  });
});
