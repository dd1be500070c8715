import { describe, expect, it } from "vitest";
import { isUuid } from "@/db/ids";
import { FORM_KEY, newFormKey } from "@/lib/form-key";
import { sendingOf } from "@/lib/sending";

const formOf = (...fields: readonly (readonly [string, string | File])[]) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};
const KEY = "0c5f2a7e-3b41-4d8a-9e60-7f1b2c3d4e5f";
const bodyOf = async (form: FormData, deed = "say") => {
  form.set(FORM_KEY, KEY);
  return (await sendingOf(form, deed))?.body;
};

describe("the sending of a form", () => {
  it("has the form's key, and an attempt of its own each time", async () => {
    const form = formOf([FORM_KEY, KEY]);
    const [one, two] = [await sendingOf(form, "say"), await sendingOf(form, "say")];
    expect(one?.key).toBe(KEY);
    expect(one?.body).toMatch(/^[0-9a-f]{64}$/);
    expect(one?.attempt).not.toBe(two?.attempt);
  });

  it.each([
    ["no key", formOf(["text", "Hello"])],
    ["a key that is no uuid", formOf([FORM_KEY, "1"])],
    ["a file for a key", formOf([FORM_KEY, new File([KEY], KEY)])],
  ])("is none for a form with %s", async (_, form) => {
    expect(await sendingOf(form, "say")).toBeNull();
  });

  it("says the same for the same fields, whatever the key and Next's own fields are", async () => {
    const one = formOf(["text", "Hello"], ["$ACTION_ID_1", ""]);
    expect(await bodyOf(one)).toBe(await bodyOf(formOf(["text", "Hello"])));
  });

  it("says another thing for another value, field, order, file, run of letters or deed", async () => {
    const file = (text: string, name = "a.csv") => formOf(["file", new File([text], name)]);
    const bodies = [
      await bodyOf(formOf(["a", "1"], ["b", "2"])),
      await bodyOf(formOf(["b", "2"], ["a", "1"])),
      await bodyOf(formOf(["a", "12"], ["b", ""])),
      await bodyOf(formOf(["a", "1b2"])),
      await bodyOf(formOf(["a", "1"], ["b", "2"]), "take back"),
      await bodyOf(file("one")),
      await bodyOf(file("two")),
      await bodyOf(file("one", "b.csv")),
    ];
    expect(new Set(bodies).size).toBe(bodies.length);
  });
});

it("a key made for a form is a uuid as the database keeps it, and no two are alike", () => {
  const keys = Array.from({ length: 1000 }, newFormKey);
  expect(keys.every(isUuid)).toBe(true);
  expect(new Set(keys).size).toBe(keys.length);
});
