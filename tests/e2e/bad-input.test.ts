import { createHash } from "node:crypto";
import { type ClientRequest, type IncomingMessage, request as open } from "node:http";
import { Readable } from "node:stream";
import type { APIRequestContext, Locator, Page } from "@playwright/test";
import {
  baseUrl,
  csv,
  drop,
  expect,
  hydrated,
  newcomer,
  signUp,
  test,
  type Upload,
} from "../support/e2e/journey";
import { COINBASE_HEADER } from "../support/source-headers";

const ROW = `b1,2025-01-05 10:00:00 UTC,Buy,BTC,0.1,USD,"$95,000.00","$9,500.00","$9,557.00",$57.00,Bought 0.1 BTC`;
const GOOD = `\nTransactions\nUser,Kim Sato,0b7c9a52-6f41-4d0e-8e7b-2f3a4c5d6e7f\n${COINBASE_HEADER}\n${ROW}\n`;

const pdf = Buffer.from(
  "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
  "latin1",
);

/** Files that are no history: name, bytes, and what the sentence must tell. */
const REFUSED: readonly (Upload & { readonly says: RegExp })[] = [
  { ...csv("empty.csv", ""), says: /empty/i },
  { ...csv("blank.csv", "\n \n\n"), says: /no text/i },
  {
    ...csv("proto.csv", "__proto__,constructor,toString\n1,2,3\n"),
    says: /__proto__.*Coinbase|Coinbase.*__proto__/s,
  },
  {
    ...csv("wide.csv", `${Array.from({ length: 1000 }, (_, i) => `c${i}`).join(",")}\n`),
    says: /column|c0|header/i,
  },
  { ...csv("torn.csv", `${GOOD}b2,2025-01-06 10:00:00 UTC,Buy,"BT`), says: /quote|line 6/i },
  { name: "report.csv", mimeType: "text/csv", buffer: pdf, says: /PDF/ },
];

let root: string;
let cookie: string;

test.beforeAll(async ({ browser }) => {
  const page = await browser.newPage();
  root = await signUp(page, newcomer("Kim Sato"));
  cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await page.close();
});

test.beforeEach(async ({ context }) => {
  const pairs = cookie.split("; ").map((pair) => pair.split("="));
  await context.addCookies(
    pairs.map(([name = "", value = ""]) => ({ name, value, url: baseUrl() })),
  );
});

/** The form of a purchase, filled so that nothing but what is tested keeps it from being taken. */
async function buyForm(page: Page): Promise<Locator> {
  await page.goto(`${root}/ledger?add=buy`);
  const form = page.getByRole("dialog");
  await hydrated(form.getByRole("button", { name: "Add to the ledger" }));
  await form.getByLabel("Account", { exact: true }).fill("Large wallet");
  await form.getByLabel("Date").fill("2025-01-05");
  await form.getByLabel("Received: units").fill("1.5");
  await form.getByLabel("Asset").first().fill("BTC");
  return form;
}

test.describe("through the page", () => {
  // A refusal is a 4xx, which the browser notes on its console: expected here and nowhere else.
  test.afterEach(({ complaints }) => {
    const isRefusal = (text: string) =>
      /status of 4(04|09|13|22)|one megabyte|was not found on the server/.test(text);
    const others = complaints.filter((text) => !isRefusal(text));
    complaints.splice(0, complaints.length, ...others);
  });

  test("every unreadable file is told what is the matter, in one sentence by its name", async ({
    page,
  }) => {
    await drop(page, root, ...REFUSED);
    const outcomes = page.getByRole("list", { name: "Files of this visit" }).getByRole("listitem");
    for (const { name, says } of REFUSED) {
      const outcome = outcomes.filter({ hasText: name });
      await expect(outcome, name).toContainText(says);
      await expect(outcome.getByRole("link"), name).toHaveCount(0);
    }
    await page.reload();
    await expect(page.getByText("No file yet")).toBeVisible();
  });

  test("a table of a layout nobody knows is no error: it is kept until somebody explains it or drops it", async ({
    page,
  }) => {
    await drop(
      page,
      root,
      csv("gains.csv", "Date Sold,Proceeds,Cost Basis,Gain\n2025-01-01,1,2,3\n"),
    );
    await page.waitForURL(/\/import\/[0-9a-f-]{36}\/map$/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.goto(`${root}/ledger`);
    await expect(page.getByText("gains.csv")).toHaveCount(0);
  });

  test("a UTF-16 file is read as what it is", async ({ page }) => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(GOOD, "utf16le")]);
    await drop(page, root, { name: "utf16.csv", mimeType: "text/csv", buffer: utf16 });
    await page.waitForURL(/\/import\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("button", { name: "Import 1 row" })).toBeVisible();
  });

  test("a form larger than a form can be is told so, and that nothing of it was saved", async ({
    page,
  }) => {
    const form = await buyForm(page);
    // Past what any field lets one type; not in the field that is seen, which would take the browser a minute to draw.
    await form.locator("form").evaluate((element) => {
      const large = document.createElement("input");
      Object.assign(large, { type: "hidden", name: "large", value: "x".repeat(1_200_000) });
      element.append(large);
    });
    await form.getByRole("button", { name: "Add to the ledger" }).click();
    const told = page.getByRole("alert").filter({ hasText: "too much for one form" });
    await expect(told).toContainText("one megabyte. Nothing was saved.");
    await page.goto(`${root}/ledger`);
    await expect(page.getByText("Large wallet")).toHaveCount(0);
  });

  test("a page older than the server is told to load again, not that something broke", async ({
    page,
  }) => {
    const form = await buyForm(page);
    // What a page of an earlier build sends: a form that this build does not know.
    await page.route(/\/ledger/, (route) => {
      const headers = route.request().headers();
      const isAction = "next-action" in headers;
      return route.continue(
        isAction ? { headers: { ...headers, "next-action": `40${"a".repeat(40)}` } } : {},
      );
    });
    await form.getByRole("button", { name: "Add to the ledger" }).click();
    const told = page.getByRole("alert").filter({ hasText: "was updated while this page" });
    await expect(told).toContainText("was not saved");
    await told.getByRole("button", { name: "Load the page again" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
  });

  test("a form that is refused keeps what was typed and says by each field what is wrong", async ({
    page,
  }) => {
    await page.goto(`${root}/ledger?add=buy`);
    const form = page.getByRole("dialog");
    await hydrated(form.getByRole("button", { name: "Add to the ledger" }));
    await form.getByLabel("Account", { exact: true }).fill("Wallet");
    await form.getByLabel("Date").fill("2025-01-05");
    await form.getByLabel("Received: units").fill("1,5 BTC?");
    await form.getByLabel("Asset").first().fill("BTC");
    await form.getByLabel("Note").fill("typed by hand");
    await form.getByRole("button", { name: "Add to the ledger" }).click();
    const units = form.getByLabel("Received: units");
    await expect(units).toHaveAttribute("aria-invalid", "true");
    await expect(units).toHaveValue("1,5 BTC?");
    await expect(form.getByLabel("Note")).toHaveValue("typed by hand");
  });
});

type Answer = { readonly status: number; readonly code: string; readonly message: string };

/** One upload as raw HTTP, so that headers can lie. */
function send(
  body: Buffer | Readable,
  headers: Readonly<Record<string, string>>,
  began?: (request: ClientRequest) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = open(`${baseUrl()}/api${root}/uploads`, {
      method: "POST",
      headers: {
        "content-type": "application/octet-stream",
        "x-file-name": "raw.csv",
        cookie,
        ...headers,
      },
    });
    request.once("response", (response: IncomingMessage) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
      });
      response.once("end", () => {
        const answer = JSON.parse(text || "{}") as { code?: string; message?: string };
        resolve({
          status: response.statusCode ?? 0,
          code: answer.code ?? "",
          message: answer.message ?? "",
        });
      });
    });
    request.once("error", reject);
    began?.(request);
    if (body instanceof Readable) body.pipe(request);
    else request.end(body);
  });
}

const file = Buffer.from(GOOD.replace("b1,", "raw1,"));
const sized = { "x-file-size": String(file.length) };
const own = () => ({ origin: baseUrl() });

test("what is not whole, not as announced, or not from our page is refused and nothing is kept", async ({
  request,
}) => {
  const hash = createHash("sha256").update(file).digest("hex");
  const cases: readonly [string, Record<string, string>, number, string][] = [
    ["another hash", { ...own(), ...sized, "x-file-sha256": "0".repeat(64) }, 422, "hash-mismatch"],
    [
      "no hash at all but text",
      { ...own(), ...sized, "x-file-sha256": "abc" },
      422,
      "hash-mismatch",
    ],
    ["a larger size", { ...own(), "x-file-size": String(file.length + 1) }, 422, "size-mismatch"],
    ["no size", { ...own() }, 422, "size-mismatch"],
    ["a size over the limit", { ...own(), "x-file-size": "300000000" }, 413, "file-too-large"],
    ["another origin", { ...sized, origin: "https://evil.example" }, 403, "wrong-origin"],
    ["no origin", { ...sized }, 403, "wrong-origin"],
    ["a null origin", { ...sized, origin: "null" }, 403, "wrong-origin"],
    [
      "another origin behind a forged host",
      { ...sized, origin: "https://evil.example", "x-forwarded-host": "evil.example" },
      403,
      "wrong-origin",
    ],
    ["another site", { ...own(), ...sized, "sec-fetch-site": "cross-site" }, 403, "wrong-origin"],
    ["nobody", { ...own(), ...sized, "x-file-sha256": hash, cookie: "" }, 401, "not-signed-in"],
  ];
  for (const [name, headers, status, code] of cases) {
    const answer = await send(file, headers);
    expect({ name, status: answer.status, code: answer.code }).toEqual({ name, status, code });
    expect(answer.message, name).toMatch(/\w.*\.$/);
  }
  const page = await request.get(`${root}/import`, { headers: { cookie } });
  expect(await page.text()).not.toContain("raw.csv");
});

test("a body that breaks off is dropped, and the server goes on", async ({ request }) => {
  const headers = { ...own(), ...sized, "content-length": String(file.length) };
  const broken = await send(new Readable({ read: () => undefined }), headers, (open) => {
    open.write(file.subarray(0, 50), () => open.destroy());
  }).catch((error: Error) => error.message);
  expect(broken).toMatch(/hang up|aborted|ECONNRESET/);
  expect((await request.get("/api/health")).status()).toBe(200);
  const page = await request.get(`${root}/import`, { headers: { cookie } });
  expect(await page.text()).not.toContain("raw.csv");
});

/** A file of `pieces` megabytes of one row whose quote never closes, after `rows` sound rows. */
function unclosed(rows: number, megabytes: number): readonly Buffer[] {
  const sound = Array.from({ length: rows }, (_, index) => ROW.replace("b1", `b${index + 1}`));
  const opening = Buffer.from([COINBASE_HEADER, ...sound, '"never closed'].join("\n"));
  return [opening, ...Array.from({ length: megabytes }, () => Buffer.alloc(1_048_576, "x"))];
}

/** Sends the file while asking for something else over and over; how long each took, in milliseconds. */
async function sendBeside(
  name: string,
  pieces: readonly Buffer[],
  request: APIRequestContext,
  after: () => Promise<void>,
): Promise<{ answer: Answer; total: number; slowest: number }> {
  const size = String(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let isOver = false;
  let slowest = 0;
  const others = (async () => {
    while (!isOver) {
      const asked = performance.now();
      expect((await request.get("/api/health")).status()).toBe(200);
      slowest = Math.max(slowest, performance.now() - asked);
    }
  })();
  const began = performance.now();
  try {
    const headers = { ...own(), "x-file-size": size, "x-file-name": name };
    const answer = await send(Readable.from(pieces), headers);
    await after();
    return { answer, total: performance.now() - began, slowest };
  } finally {
    isOver = true;
    await others;
  }
}

test("an unclosed quote in 100 MB ends in a clear error while others are served", async ({
  page,
  request,
}) => {
  const { answer, total, slowest } = await sendBeside(
    "quote.csv",
    unclosed(1, 100),
    request,
    async () => undefined,
  );
  expect(answer).toMatchObject({ status: 422, code: "file-refused" });
  expect(answer.message).toMatch(/line 3 is longer .* a quote is probably never closed/);
  expect(total, "milliseconds to the refusal").toBeLessThan(10_000);
  expect(slowest, "slowest answer meanwhile, in milliseconds").toBeLessThan(1000);
  await page.goto(`${root}/import`);
  await expect(page.getByText("quote.csv")).toHaveCount(0);
  await page.goto(`${root}/ledger`);
  await expect(page.getByText("No transactions yet")).toBeVisible();
});

test("a quote left open after 30,000 sound rows is found by the worker, and nothing is kept", async ({
  page,
  request,
}) => {
  const { answer, total, slowest } = await sendBeside(
    "late-quote.csv",
    unclosed(30_000, 10),
    request,
    async () => {
      await page.goto(`${root}/import`);
      await page.getByRole("link", { name: "late-quote.csv" }).click();
      await expect(
        page.getByText(/line 30002 is longer .* a quote is probably never closed/),
      ).toBeVisible();
    },
  );
  expect(answer.status).toBe(200);
  expect(total, "milliseconds to the refusal").toBeLessThan(30_000);
  // Here the worker reads and the database stores at once: with both processors taken an answer may wait for its turn.
  expect(slowest, "slowest answer meanwhile, in milliseconds").toBeLessThan(2000);
  await page.goto(`${root}/ledger`);
  await expect(page.getByText("No transactions yet")).toBeVisible();
});

test("a form posted from elsewhere, or from nowhere, changes nothing", async ({
  page,
  request,
}) => {
  await page.goto(`${root}/settings?part=rules`);
  const form = page.getByRole("main").locator("form").first();
  const fields = await form.evaluate((element) =>
    [...new FormData(element as HTMLFormElement)].map(([name, value]) => [name, String(value)]),
  );
  expect(fields.some(([name]) => name?.startsWith("$ACTION"))).toBe(true);
  const post = async (origin: string | undefined) => {
    const boundary = "----journey";
    const parts = fields.map(([name, value]) => {
      const told = name === "timeZone" ? "UTC" : value;
      return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${told}\r\n`;
    });
    await request.post(`${root}/settings?part=rules`, {
      headers: {
        cookie,
        "content-type": `multipart/form-data; boundary=${boundary}`,
        ...(origin === undefined ? {} : { origin }),
      },
      data: `${parts.join("")}--${boundary}--\r\n`,
    });
    await page.reload();
    return page.getByLabel("Tax time zone").inputValue();
  };
  expect(await post("https://evil.example")).toBe("America/New_York");
  expect(await post(undefined)).toBe("America/New_York");
  expect(await post(baseUrl()), "the same form from our own page").toBe("UTC");
});

/** Bodies as no browser sends them to an action: torn, nested, of another kind, about another's fields. */
const TORN: readonly (readonly [type: string, body: string])[] = [
  ["text/plain;charset=UTF-8", ""],
  ["text/plain;charset=UTF-8", "[".repeat(20_000)],
  ["text/plain;charset=UTF-8", '["$@1","$F2","$Q3","$K4","$T9"]'],
  ["text/plain;charset=UTF-8", '[{"__proto__":{"then":"$1:__proto__:then"}}]'],
  ["text/plain;charset=UTF-8", '["$1:constructor:constructor"]'],
  ["text/plain;charset=UTF-8", "\u0000\u0001\u0002"],
  ["multipart/form-data; boundary=x", "--x\r\n"],
  [
    "multipart/form-data; boundary=x",
    `--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n["$K1"]\r\n--x--\r\n`,
  ],
  [
    "multipart/form-data; boundary=x",
    `--x\r\nContent-Disposition: form-data; name="1_$ACTION_REF_1"\r\n\r\n\r\n--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n${'{"a":'.repeat(5000)}\r\n--x--\r\n`,
  ],
  ["multipart/form-data", "no boundary at all"],
  ["application/json", '{"id":"constructor"}'],
];

test("bodies no browser sends are answered, one after the other, and the server goes on", async ({
  request,
}) => {
  const actions = [`40${"a".repeat(40)}`, "constructor", "__proto__", "0", "x".repeat(3000)];
  for (const [type, body] of TORN) {
    for (const action of actions) {
      const answer = await request.post("/sign-in", {
        headers: { "content-type": type, "next-action": action, origin: baseUrl() },
        data: body,
        timeout: 20_000,
      });
      expect(answer.status(), `${type} ${body.slice(0, 40)} ${action}`).toBeGreaterThanOrEqual(400);
    }
  }
  expect((await request.get("/api/health")).status()).toBe(200);
  expect((await request.get("/sign-in")).status()).toBe(200);
});
