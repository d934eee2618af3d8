import { AdvisoriesView } from "./advisories";
import { AlertsView } from "./alerts";
import { DeadLettersView } from "./dead-letters";
import { ExposureView } from "./exposure";
import { FillsView } from "./fills";
import { HealthView } from "./health";
import { JournalView } from "./journal";
import { OrdersView } from "./orders";
import { OverviewView } from "./overview";
import { PositionsView } from "./positions";
import { ReconciliationView } from "./reconciliation";
import { PAGE_NAMES, type PageName } from "./page-names";
import type { App, View } from "./view";

export interface PageInfo {
  name: PageName;
  title: string;
  key: string;
  make: (app: App, utc: () => boolean) => View;
}

const BY_NAME: Record<PageName, Omit<PageInfo, "name">> = {
  overview: { title: "Overview", key: "1", make: (app, utc) => new OverviewView(app, utc) },
  orders: { title: "Orders", key: "2", make: (app) => new OrdersView(app) },
  positions: { title: "Positions", key: "3", make: (app) => new PositionsView(app) },
  exposure: { title: "Exposure", key: "4", make: (app) => new ExposureView(app) },
  fills: { title: "Fills", key: "5", make: (app) => new FillsView(app) },
  advisories: { title: "Advisories", key: "6", make: (app) => new AdvisoriesView(app) },
  reconciliation: { title: "Reconciliation", key: "7", make: (app) => new ReconciliationView(app) },
  journal: { title: "Journal", key: "8", make: (app) => new JournalView(app) },
  deadletters: { title: "Dead letters", key: "9", make: (app) => new DeadLettersView(app) },
  alerts: { title: "Alerts", key: "0", make: (app) => new AlertsView(app) },
  health: { title: "Health", key: "h", make: (app) => new HealthView(app) },
};

/** The pages in the order of the menu. */
export const PAGES: readonly PageInfo[] = PAGE_NAMES.map((name) => ({ name, ...BY_NAME[name] }));
