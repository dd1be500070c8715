import { expectAccessible } from "../support/e2e/accessibility";
import {
  cells,
  csv,
  drop,
  equation,
  expect,
  newcomer,
  signUp,
  table,
  test,
} from "../support/e2e/journey";

/** An invented statement: days before months though no row tells, decimal commas, a word of its own, a row that cannot be read. */
const statement = (more: readonly string[] = []) =>
  [
    "Statement;2024",
    "Date;Type;Amount;Asset;Total USD;Fee USD;Reference",
    "05/06/2024 12:00;Buy;0,02;BTC;1.250,50;2,50;r1",
    "06/06/2024 12:00;Juros;0,001;BTC;;;r2",
    "07/06/2024 12:00;Buy;abc;BTC;10;;r3",
    ...more,
    "",
  ].join("\n");

test("a layout nobody knows is explained once, read live, and used for the next file", async ({
  page,
}) => {
  const root = await signUp(page, newcomer("Tove Berg"));
  await drop(page, root, csv("bolsa.csv", statement()));
  await page.waitForURL(/\/import\/[0-9a-f-]{36}\/map$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Say how this file is read");
  const save = page.getByRole("button", { name: "Save and look it over" });
  await expect(save).toBeDisabled();
  await expect(page.getByRole("status").filter({ hasText: "still open" })).toBeVisible();
  await expectAccessible(page, "mapping-open");

  // Both readings of the first ambiguous cell stand there in words; none is taken.
  const dayFirst = page.getByRole("radio", {
    name: "Day first: “05/06/2024 12:00” is Jun 5, 2024",
  });
  await expect(dayFirst).not.toBeChecked();
  await expect(
    page.getByRole("radio", { name: /^Month first: .* is May 6, 2024$/ }),
  ).not.toBeChecked();
  await dayFirst.check();
  await page.getByLabel("Which time zone are its times in?").selectOption("Europe/Lisbon");
  await page.getByRole("radio", { name: /^On top/ }).check();
  await page.getByLabel("Juros").selectOption({ label: "Income: interest" });
  for (const [column, role] of [
    ["Amount", "Amount"],
    ["Total USD", "Total paid or received"],
  ] as const) {
    await page.getByLabel(column, { exact: true }).selectOption({ label: role });
  }
  await page.getByLabel("What do you call this layout?").fill("Bolsa Azul");
  await page.getByLabel("Account these rows belong to").fill("Bolsa");

  // Noon in Lisbon in June is 7:00 in New York; 1.250,50 is 1,250.50.
  const rows = table(page, "The first rows as they are read");
  await expect(rows).toContainText("$1,250.50");
  await expect(rows).toContainText("Jun 5, 2024");
  await expect(rows).toContainText("07:00 EDT");
  await expect(rows).toContainText("Cannot be read");
  await expect(page.getByText("1 of the 3 rows shown cannot be read.")).toBeVisible();
  await expectAccessible(page, "mapping-said");
  await save.click();

  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  expect(await equation(page)).toMatchObject({ "rows read": 3, rejected: 1 });
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await expect(page.getByText(/^Imported on /)).toBeVisible();

  await drop(
    page,
    root,
    csv("bolsa-2.csv", statement(["13/06/2024 12:00;Buy;0,5;ETH;900,00;;r4"])),
  );
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await expect(page.getByText("It is read by your layout “Bolsa Azul”.")).toBeVisible();
  await page.getByRole("link", { name: "Change how it is read" }).click();
  await expect(page.getByLabel("What do you call this layout?")).toHaveValue("Bolsa Azul");
});

test("a file that waits can be cancelled", async ({ page }) => {
  const root = await signUp(page, newcomer("Tove Berg"));
  await drop(page, root, csv("bolsa.csv", statement()));
  await page.waitForURL(/\/map$/);
  await page.getByRole("button", { name: "Cancel this file" }).click();
  await page.getByRole("button", { name: "Cancel the file" }).click();
  await page.waitForURL(new RegExp(`${root}/import$`));
  expect((await cells(table(page, "Imports")))[0]?.[1]).toBe("Cancelled");
});

test("the lines of a broker's form are kept beside the books, without taxpayer numbers", async ({
  page,
}) => {
  const root = await signUp(page, newcomer("Tove Berg"));
  const form = [
    "1099-DA,ACCOUNT NUMBER,TAX YEAR,DATE ACQUIRED,SALE DATE,DESCRIPTION,DTIF CODE,DTIF NAME,DTIF UNITS,COST BASIS,SALES PRICE,TERM,RECIPIENT TIN",
    '1099-DA,R-1,2025,01/15/2025,06/20/2025,,4H95J0R2X,Bitcoin BTC,0.5,"$48,345.67","$51,456.78",SHORT,123-45-6789',
    "",
  ].join("\n");
  await drop(page, root, csv("1099.csv", form));
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await expect(table(page, "Lines of Form 1099-DA")).toContainText("$51,456.78");
  await expect(page.locator("body")).not.toContainText("123-45-6789");
  await expect(
    page.getByText("Names and taxpayer numbers are not kept: RECIPIENT TIN"),
  ).toBeVisible();
  await expectAccessible(page, "form-1099-da");
  await page.getByRole("button", { name: "Keep 1 line" }).click();
  await expect(page.getByText(/^Kept on /)).toBeVisible();
  await page.goto(`${root}/import`);
  await expect(table(page, "Forms 1099-DA received")).toContainText("Robinhood");
});

/** Invented lines of a broker whose layout nobody knows: a taxpayer's number, days that could be read two ways, a line that cannot be read. */
const brokerForm = [
  "Recipient TIN,1b Name,1c Units,1d Date acquired,1e Date sold,1f Proceeds,1g Basis,Box 9",
  '123-45-6789,Bitcoin,0.5,01/10/2024,03/04/2025,"$45,100.00",,TRUE',
  "123-45-6789,Bitcoin,half,01/10/2024,03/05/2025,$1.00,,TRUE",
  "",
].join("\n");

test("a broker's form in a layout nobody knows is told box by box, and its lines are held against the sales", async ({
  page,
}) => {
  const root = await signUp(page, newcomer("Ada Quill"));
  await drop(page, root, csv("harbor-1099.csv", brokerForm));
  await page.waitForURL(/\/import\/[0-9a-f-]{36}\/map$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Say how this form is read");
  await expect(page.getByText("This file is taken for a broker’s Form 1099-DA")).toBeVisible();
  await expect(page.getByLabel("1f Proceeds", { exact: true })).toHaveValue("proceeds");
  await expect(page.getByLabel("Recipient TIN", { exact: true })).toHaveValue("");
  const save = page.getByRole("button", { name: "Save and look it over" });
  await expect(save).toBeDisabled();
  await expectAccessible(page, "form-mapping-open");

  await page.getByRole("radio", { name: /^Month first: “01\/10\/2024” is Jan 10, 2024$/ }).check();
  await page.getByLabel("Broker who sent the form").fill("Harbor Exchange");
  const rows = table(page, "The first lines as they are read");
  await expect(rows).toContainText("$45,100.00");
  await expect(rows).toContainText("Mar 4, 2025");
  await expect(rows).toContainText("1c Units");
  await expect(page.getByText("1 of the 2 rows shown cannot be read.")).toBeVisible();
  await expectAccessible(page, "form-mapping-said");
  await save.click();

  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
  await expect(
    page.getByText(/Names and taxpayer numbers are not kept: Recipient TIN/),
  ).toBeVisible();
  await expect(
    page.getByText("It is read by your layout “Form 1099-DA, Harbor Exchange”."),
  ).toBeVisible();
  await expectAccessible(page, "form-mapping-saved");
  await page.getByRole("button", { name: "Keep 1 line" }).click();
  await page.getByRole("link", { name: "Hold them against your sales" }).click();
  await page.waitForURL(/\/forms$/);
  await expect(page.getByRole("link", { name: "Harbor Exchange" })).toBeVisible();
});
