import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import {
  amounts,
  cells,
  drop,
  equation,
  holdsFocus,
  hydrated,
  listen,
  newcomer,
  signIn,
  signUp,
  table,
} from "../support/e2e/journey";
import { PROJECT_ROOT } from "../support/folders";
import { pdfText } from "../support/pdf-text";

/*
 * The books of Ida Brandt, worked out by hand from her file and three entries of her own. New York time, first in first out.
 *
 * 2025, sold (proceeds are after the fee, bases with it)                         proceeds      basis        gain
 *   02-03  1.2 BTC for 119,280.00
 *            1   of 2023-06-01 (27,162.00)                             long     99,400.00  27,162.00   72,238.00
 *            0.2 of 2024-03-15 (0.2/0.5 of 34,204.00)                  short    19,880.00  13,681.60    6,198.40
 *   05-02  3 SOL for 620.00, of 2024-05-01 (450.00 + 2.50), by hand    long        620.00     452.50      167.50
 *            (on 05-01, a year to the day, it would have been short)
 *   06-30  100 LINK for 1,391.60, of ten purchases in 2023 at 151.00   long      1,391.60   1,510.00     -118.40
 *   07-10  1 ETH for 2,783.20, of 2024-07-10 (half of 6,237.20)        short     2,783.20   3,118.60     -335.40
 *            (02:30 UTC of the 11th is 22:30 of the 10th in New York: a year to the day, not more)
 *   07-11  1 ETH for 2,932.30, of 2024-07-10                           long      2,932.30   3,118.60     -186.30
 *   09-01  0.1 BTC given for 2.4 ETH worth 10,900.00, of 2024-03-15    long     10,900.00   6,840.80    4,059.20
 *   short: 2 rows                                                               22,663.20  16,800.20    5,863.00
 *   long: 1 + 1 + 10 + 1 + 1 = 14 rows                                         115,243.90  39,083.90   76,160.00
 *   line 16: 82,023.00. Income: 0.01 ETH of staking at 4,000.00 = 40.00.
 *   Tax of a single filer with 90,000 of wages and the standard deduction of 15,750 (taxable 74,250, in the 22 % bracket up
 *   to 103,350; long-term gains above 48,350 at 15 %; 172,023 of income is below the 200,000 of the net investment tax):
 *   5,863.00 x 22 % + 76,160.00 x 15 % = 1,289.86 + 11,424.00 = 12,713.86 added.
 *
 * 2026, up to November 20
 *   03-16  0.1 BTC for 8,150.80, of 2024-03-15 (6,840.80)              long      8,150.80   6,840.80    1,310.00
 *   held: 500 AVAX of 2026-02-10 at 12,072.00, worth 500 x 10.144 = 5,072.00: a short-term loss of 7,000.00
 *   Selling them: 7,000.00 - 1,310.00 = 5,690.00 net loss, 3,000.00 deducted, 2,690.00 carried on.
 *   Single, 90,000 - 16,100 = 73,900 taxable, 22 % bracket (50,400 to 105,700), gains at 15 % (above 49,450):
 *   3,000.00 x 22 % + 1,310.00 x 15 % = 660.00 + 196.50 = 856.50 saved.
 *   A unit loses 12,072.00 / 500 - 10.144 = 14.00, so 4,310.00 of loss, all that saves anything this year, are
 *   4,310 / 14 = 307.857142857 units, at eight decimals 307.85714285; the other 192.14285715 only carry 2,690.00.
 */
const YEAR = {
  short: ["22663.2", "16800.2", "5863"],
  long: ["115243.9", "39083.9", "76160"],
  line16: "82023",
  taxAdded: "12713.86",
} as const;
const AS_OF = "2026-11-20";

const FILE = "ida-coinbase.csv";
const bytes = readFileSync(join(PROJECT_ROOT, "tests/fixtures/journeys", FILE));
const file = { name: FILE, mimeType: "text/csv", buffer: bytes };
const ida = newcomer("Ida Brandt");

test.describe.configure({ mode: "serial" });

let page: Page;
let root: string;
let complaints: string[];

test.beforeAll(async ({ browser }) => {
  const context = await browser.newContext();
  page = await context.newPage();
  complaints = listen(page);
});

test.afterEach(() => {
  expect(complaints.splice(0), "what the browser complained about").toEqual([]);
});

test.afterAll(() => page.context().close());

test("an investor who signs up stands in empty books that say what to do", async () => {
  root = await signUp(page, ida);
  await expect(page.getByRole("heading", { level: 1, name: ida.name })).toBeVisible();
  await expect(page.getByText("Start with one file")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Import a file" }).click();
  await expect(page).toHaveURL(`${root}/import`);
  await expect(page.getByText("No file yet")).toBeVisible();
});

test("a preview accounts for every row before anything is saved", async () => {
  await drop(page, root, file);
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name: FILE })).toBeVisible();
  await expect(page.getByText("Tax dates are told in America/New_York")).toBeVisible();
  await expect(page.getByText("Nothing is in your ledger yet")).toBeVisible();
  expect(await equation(page)).toEqual({
    "rows read": 41,
    "will be added": 36,
    "already there": 0,
    "in quarantine": 0,
    "need a decision": 1,
    rejected: 2,
    "left out on purpose": 2,
  });
  const rejected = await cells(table(page, "Rejected"));
  expect(rejected.map((row) => row.slice(0, 3))).toEqual([
    ["25", "Quantity Transacted", "n/a"],
    ["26", "Timestamp", "2024-13-45 10:00:00 UTC"],
  ]);
  for (const [, , , reason] of rejected) expect(reason).toMatch(/\w{3,}.*\.$/);
  expect(await cells(table(page, "Need a decision"))).toEqual([
    [
      "12",
      "Transaction Type",
      "Derivatives Settlement",
      expect.stringContaining("Futures gains and losses"),
    ],
  ]);
  const preview = page.url();
  await page.goto(`${root}/ledger`);
  await expect(page.getByText("No transactions yet")).toBeVisible();
  await page.goto(preview);
});

test("confirming imports it, and the same file again does nothing and says so", async () => {
  await page.getByRole("button", { name: "Import 37 rows" }).click();
  await expect(page.getByText(/^Imported on .+: 37 rows added$/)).toBeVisible();
  await drop(page, root, file);
  await expect(page.getByText("This very file was already imported")).toBeVisible();
  await expect(page.getByText("Uploading it again changed nothing.")).toBeVisible();
  const more = {
    ...file,
    name: "ida-again.csv",
    buffer: Buffer.concat([bytes, Buffer.from("\n")]),
  };
  await drop(page, root, more);
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await expect(page.getByText("Nothing new in this file")).toBeVisible();
  expect(await equation(page)).toMatchObject({ "will be added": 0, "already there": 37 });
  await expect(page.getByRole("button", { name: /^Import \d/ })).toHaveCount(0);
  await page.goto(`${root}/ledger`);
  await expect(page.getByText(/ of 37 transactions/)).toBeVisible();
});

test("the ledger shows legs, fee and source line, and keeps filter and order in the address", async () => {
  await page.goto(`${root}/ledger`);
  await page.getByLabel("Asset").selectOption("BTC");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/[?&]asset=BTC/);
  await page.getByRole("columnheader", { name: "Value" }).getByRole("link").click();
  await expect(page).toHaveURL(/[?&]sort=value/);
  const expected = [
    ["Sell", "1.2 BTC", "nothing", "$120,000.00", "$720.00", "line 13"],
    ["Buy", "nothing", "0.5 BTC", "$34,000.00", "$204.00", "line 28"],
    ["Buy", "nothing", "1 BTC", "$27,000.00", "$162.00", "line 39"],
    ["Swap", "0.1 BTC", "2.4 ETH", "$10,900.00", "nothing", "line 8"],
    ["Sell", "0.1 BTC", "nothing", "$8,200.00", "$49.20", "line 5"],
  ];
  const told = async (of: Page) =>
    (await cells(table(of, "Transactions"))).map(([, kind, sent, got, value, fee, , source]) => [
      kind,
      sent?.replace("– ", ""),
      got?.replace("– ", ""),
      value,
      fee?.replace("– ", ""),
      source?.replace(`${FILE}, `, ""),
    ]);
  await expect.poll(() => told(page)).toEqual(expected);
  await page.reload();
  expect(await told(page)).toEqual(expected);
  const other = await page.context().newPage();
  await other.goto(page.url());
  expect(await told(other), "the address alone brings the same rows").toEqual(expected);
  await other.close();
  await table(page, "Transactions")
    .getByRole("link", { name: /open this Sell/ })
    .first()
    .click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText(`${FILE}, line 13`)).toBeVisible();
  await expect(drawer.locator("pre")).toContainText("Sold 1.2 BTC for 119280.00 USD");
  await holdsFocus(drawer);
  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await expect(page).toHaveURL(/asset=BTC.*sort=value|sort=value.*asset=BTC/);
});

type Typed = { readonly date: string; readonly units: string; readonly value: string };

async function enter(kind: "Buy" | "Sell", typed: Typed & { fee?: string }): Promise<void> {
  await page.goto(`${root}/ledger?add=${kind.toLowerCase()}`);
  const form = page.getByRole("dialog");
  await hydrated(form.getByRole("button", { name: "Add to the ledger" }));
  await form.getByLabel("Account", { exact: true }).fill("Coinbase");
  await form.getByLabel("Date").fill(typed.date);
  await form.getByLabel(kind === "Buy" ? "Received: units" : "Sent: units").fill(typed.units);
  await form.getByLabel("Asset").first().fill("SOL");
  await form.getByLabel(kind === "Buy" ? /^Dollars paid/ : /^Dollars received/).fill(typed.value);
  if (typed.fee !== undefined) await form.getByLabel(/^Fee in dollars/).fill(typed.fee);
  await form.getByRole("button", { name: "Add to the ledger" }).click();
  await expect(page).toHaveURL(/[?&]tx=/);
}

test("what is added, corrected and voided by hand stays on record with who and when", async () => {
  await enter("Buy", { date: "2024-05-01", units: "3", value: "450", fee: "2.50" });
  await enter("Sell", { date: "2025-05-01", units: "3", value: "620" });
  let drawer = page.getByRole("dialog");
  await expect(drawer.getByText("Entered by hand: there is no file behind it.")).toBeVisible();

  await drawer.getByRole("link", { name: "Correct" }).click();
  await expect(drawer.getByRole("button", { name: "Save the correction" })).toBeVisible();
  await hydrated(drawer.getByRole("button", { name: "Save the correction" }));
  await drawer.getByLabel("Date").fill("2025-05-02");
  await drawer.getByRole("button", { name: "Save the correction" }).click();
  await expect(page).not.toHaveURL(/correct=/);
  drawer = page.getByRole("dialog");
  const history = drawer.getByRole("region", { name: "History" }).getByRole("listitem");
  await expect(history).toHaveCount(2);
  for (const item of await history.all()) await expect(item).toHaveText(/you, .+ UTC/);

  await page.goto(`${root}/ledger?attention=on`);
  await table(page, "Transactions")
    .getByRole("link", { name: /open this/ })
    .click();
  drawer = page.getByRole("dialog");
  await expect(drawer.getByText("Needs a decision")).toBeVisible();
  await hydrated(drawer.getByRole("button", { name: "Void" }));
  await drawer.getByRole("button", { name: "Void" }).click();
  const question = page.getByRole("dialog", { name: "Void this transaction?" });
  await question.getByLabel("Why").fill("A futures settlement, reported elsewhere");
  await question.getByRole("button", { name: "Void it" }).click();
  await expect(drawer.getByText(/^This row no longer counts/)).toBeVisible();
  await expect(drawer.getByRole("region", { name: "History" })).toContainText(
    /A futures settlement, reported elsewhere.*you, .+ UTC/,
  );
  await page.goto(`${root}/ledger`);
  await expect(page.getByText(/ of 38 transactions/)).toBeVisible();
});

test("the year page shows the gains worked out by hand", async () => {
  await page.goto(`${root}/years/2025`);
  await expect(page.getByText("Not final")).toHaveCount(0);
  const boxes = table(page, "Form 8949 boxes of 2025");
  const box = async (letter: string) => {
    const [proceeds, basis, , gain] = await amounts(
      boxes.getByRole("row").filter({ has: page.getByRole("rowheader", { name: letter }) }),
    );
    return [proceeds, basis, gain];
  };
  expect(await box("I")).toEqual(YEAR.short);
  expect(await box("L")).toEqual(YEAR.long);
  const line = table(page, "Schedule D lines of 2025").getByRole("row", { name: /^16 / });
  expect(await amounts(line)).toEqual([YEAR.line16]);
  expect(await amounts(page.getByRole("link", { name: /how the income is made/ }))).toEqual(["40"]);
  await boxes.getByRole("link", { name: /14 rows of box L/ }).click();
  const rows = table(page, "Rows of box L");
  await expect(rows).toBeVisible();
  const told = (await cells(rows)).map((row) => row.slice(0, 6).join(" | "));
  expect(told).toHaveLength(14);
  expect(told.filter((row) => row.includes("LINK"))).toHaveLength(10);
  await rows.getByRole("link", { name: /how the gain of 1 BTC is made/ }).click();
  const why = page.getByRole("dialog");
  await expect(why.getByText("Sold 1.2 BTC for 119280.00 USD")).toBeVisible();
  await expect(why.getByText("Bought 1 BTC for 27162.00 USD")).toBeVisible();
});

async function saveProfile(year: string): Promise<void> {
  await page.goto(`${root}/settings?part=years&year=${year}`);
  const save = page.getByRole("button", { name: `Save ${year}` });
  await hydrated(save);
  await page.getByLabel("Filing status").selectOption("single");
  await page.getByLabel("Ordinary income", { exact: true }).fill("90,000");
  await save.click();
  await expect(page.getByText(`${year} is saved.`)).toBeVisible();
}

test("with a profile the year says what the gains cost", async () => {
  await saveProfile("2025");
  await saveProfile("2026");
  await page.goto(`${root}/years/2025`);
  const added = page.getByRole("link", { name: /show how the tax is worked out/ }).first();
  expect(await amounts(added)).toEqual([YEAR.taxAdded]);
});

async function price(asset: string, dollars: string): Promise<void> {
  await page.goto(`${root}/settings?part=prices`);
  const enterPrice = page.getByRole("button", { name: "Enter the price" });
  await hydrated(enterPrice);
  await page.getByLabel("Asset", { exact: true }).fill(asset);
  await page.getByLabel("Dollars for one unit").fill(dollars);
  await page.getByLabel("True on").fill(AS_OF);
  await page.getByLabel("Time", { exact: true }).fill("12:00");
  await enterPrice.click();
  await expect(page.getByText("The price is on record.")).toBeVisible();
}

test("the harvest page shows the saving worked out by hand, and no price is never zero", async () => {
  await price("AVAX", "10.144");
  await price("BTC", "88000");
  await page.goto(`${root}/harvest?as-of=${AS_OF}`);
  // 4,310 of loss at 14 a unit: 307.857142857… units, and the next order above takes the whole of it.
  const saves = page.getByRole("listitem").filter({ hasText: "Sell 307.85714286 AVAX" });
  await expect(saves).toContainText("$856.50");
  await expect(saves).toContainText(
    "cancels $1,310.00 of gains and takes $3,000.00 off other income",
  );
  const carries = page.getByRole("listitem").filter({ hasText: "Sell 192.14285714 AVAX" });
  await expect(carries).toContainText("$2,690.00");
  const panel = page.getByRole("complementary", { name: /without and with/ });
  expect((await amounts(panel))[0]).toBe("856.5");
  await carries.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Work out what is ticked" }).first().click();
  await expect(panel).toContainText("$2,690 carried into 2027");
  expect((await amounts(panel))[0]).toBe("856.5");
  const alone = (await cells(table(page, "What to leave alone, and why"))).map((row) => row[0]);
  expect(alone.some((what) => what?.endsWith("ETH"))).toBe(true);
  const unpriced = (await cells(table(page, "Prices used"))).filter(([asset]) => asset === "ETH");
  expect(unpriced[0]?.join(" ")).toContain("no price");
  expect(unpriced[0]?.join(" ")).not.toContain("$0");
});

test("the year-end PDF is made with progress, downloads, and says the same totals", async () => {
  await page.goto(`${root}/reports?year=2025`);
  await page.getByRole("button", { name: "Make the papers" }).click();
  const link = page.getByRole("link", { name: /^Report of 2025/ });
  await expect(link.or(page.getByRole("progressbar")).first()).toBeVisible();
  await expect(link).toBeVisible({ timeout: 30_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toMatch(/2025.*\.pdf$/);
  const text = pdfText(await download.path());
  for (const amount of ["22,663.20", "16,800.20", "5,863.00"]) expect(text).toContain(amount);
  for (const amount of ["115,243.90", "39,083.90", "76,160.00"]) expect(text).toContain(amount);
  expect(text).toContain("82,023");
  expect(text).toContain(ida.name);
  expect(text).not.toMatch(/\bDRAFT\b/);
});

test("undoing the import takes all of it back and leaves what was entered by hand", async () => {
  await page.goto(`${root}/import`);
  await page.getByRole("link", { name: FILE, exact: true }).click();
  const undo = page.getByRole("button", { name: "Undo this import" });
  await hydrated(undo);
  await undo.click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo the import" }).click();
  await expect(page.getByText(/^Taken back on /)).toBeVisible();
  await page.goto(`${root}/ledger`);
  await expect(page.getByText(/ of 2 transactions/)).toBeVisible();
  await page.goto(`${root}/years/2025`);
  const [, basis] = await amounts(table(page, "Form 8949 boxes of 2025").locator("tbody"));
  expect(basis, "only the 3 SOL are left").toBe("452.5");
});

test("after signing out a copy of the cookie opens nothing, and signing in again does", async () => {
  const copied = await page.context().cookies();
  await page.getByRole("button", { name: /^Your account/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in|\/$/);
  await page.context().addCookies(copied);
  await page.goto(root);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.context().clearCookies();
  await signIn(page, ida);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`${root}$`));
});
