import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { resetEnv } from "@/lib/env";
import { err, invariant } from "@/lib/result";
import { viewWisp } from "@/lib/services/wisp/view-wisp";
import { wispPdf } from "@/lib/services/wisp/wisp-paper";
import { instant } from "@/lib/time/instant";
import { pdfText } from "../support/pdf-text";
import { makeFolder, makeInvestor, makePreparer, openDatabase } from "./support";

await openDatabase({ SMTP_URL: "smtp://user:secret-of-the-mail@mail.example:587" });
resetEnv();

const NOW = instant("2026-11-22T18:00:00Z");

describe("the annex to a firm's security plan", () => {
  it("is read from the firm and the running configuration, for those who work in a firm alone", async () => {
    const firm = await makePreparer();
    const view = await viewWisp(firm, NOW);
    invariant(view.ok, "they work in it");
    const controls = new Map(
      view.value.groups.flatMap(({ controls: all }) =>
        all.map(({ key, inForce }) => [key, inForce] as const),
      ),
    );
    expect(controls.get("roles")).toBe("1 owner, 0 reviewers, 0 preparers, 0 read-only");
    // Made without a sign-in, so without a second step.
    expect(controls.get("mfa")).toBe("0 people with an app, 0 people with a passkey, 1 without");
    expect(controls.get("clients")).toBe("1");
    expect(controls.get("mail")).toBe("mail.example");
    expect(JSON.stringify(view.value)).not.toContain("secret-of-the-mail");
    expect(await viewWisp(await makeInvestor(), NOW)).toEqual(err({ code: "not-found" }));
  });

  it("prints the same words, and the same bytes for the same moment", async () => {
    const firm = await makePreparer();
    const [one, two] = [await wispPdf(firm, NOW), await wispPdf(firm, NOW)];
    invariant(one.ok && two.ok, "it is printed");
    expect(Buffer.from(one.value.bytes).equals(Buffer.from(two.value.bytes))).toBe(true);
    expect(one.value.fileName).toBe("Lotwise security annex 2026-11-22.pdf");
    const file = join(makeFolder(), "annex.pdf");
    writeFileSync(file, one.value.bytes);
    const text = pdfText(file).replace(/\s+/g, " ");
    for (const words of [
      "16 CFR 314.4(c)(5)",
      "mail.example",
      "At least 15 characters",
      "Not known here",
    ]) {
      expect(text).toContain(words);
    }
  });
});
