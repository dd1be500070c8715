import { expectAccessible } from "../support/e2e/accessibility";
import {
  cells,
  csv,
  expect,
  hydrated,
  importFile,
  newcomer,
  signUp,
  table,
  test,
} from "../support/e2e/journey";
import { UNIVERSAL_HEADER } from "../support/source-headers";

/*
 * 1,000 HOT for 50, which two coins call themselves; 100 FTM for 80, of which nothing is heard until 40 S are sold for 25 in March
 * 2025. Sonic replaced Fantom one for one: 40 of 100 units of 80 dollars have a basis of 32, a loss of 7.
 */
const FILE = csv(
  "own.csv",
  `${UNIVERSAL_HEADER}
2019-03-01T15:00:00Z,Venue,Buy,50,USD,1000,HOT,1
2024-03-01T15:00:00Z,Venue,Buy,80,USD,100,FTM,2
2025-03-03T15:00:00Z,Venue,Sell,40,S,25,USD,3
`,
);

test("a shared sign is decided for its source, and a coin that became another is entered with one click", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const root = await signUp(page, newcomer("Ines Marlow"));
  await importFile(page, root, FILE);
  const path = `${root}/settings?part=assets`;
  const assets = async () => (await cells(table(page, "Assets"))).map(([name]) => name ?? "");

  await test.step("the settings show both, with reason and authority", async () => {
    await page.goto(path);
    const main = page.getByRole("main");
    await expect(main).toContainText("The account holds 100 FTM");
    await expect(main.getByText("Say which")).toBeVisible();
    await expectAccessible(page, "assets-undecided");
  });

  await test.step("one answer counts for all rows of the source", async () => {
    const choose = page.getByLabel("What HOT is there");
    await hydrated(choose);
    await choose.selectOption("HOT-HYDRO");
    await page.getByRole("button", { name: "Save what HOT is" }).click();
    await expect(page.getByText("Say which")).toBeHidden();
    await expect.poll(assets).toContainEqual(expect.stringContaining("HOT-HYDRO"));
    await expect(choose).toHaveValue("HOT-HYDRO");
  });

  await test.step("the change is entered, and the sale has its basis", async () => {
    await page.getByRole("button", { name: /^Enter the change/ }).click();
    await expect(page.getByRole("heading", { name: "Coins that became others" })).toBeHidden();
    await page.goto(`${root}/years/2025?box=L`);
    const rows = await cells(table(page, "Rows of box L"));
    expect(rows.find(([what]) => what?.includes("S"))?.join(" ")).toContain("$32.00");
  });

  await test.step("the answer can be taken back", async () => {
    await page.goto(path);
    const choose = page.getByLabel("What HOT is there");
    await hydrated(choose);
    await choose.selectOption("");
    await page.getByRole("button", { name: "Save what HOT is" }).click();
    await expect(page.getByText("Say which")).toBeVisible();
  });
});
