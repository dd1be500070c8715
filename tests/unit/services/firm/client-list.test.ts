import { describe, expect, it } from "vitest";
import { LIST_MAX, readClientList } from "@/lib/services/firm/client-list";

const read = (text: string, taken: readonly string[] = []) => {
  const { names, problems } = readClientList(text, taken);
  return {
    names: names.map(({ line, name }) => `${line} ${name}`),
    problems: problems.map(({ line, says }) => `${line} ${says}`),
  };
};

describe("a list of clients", () => {
  it("is one name a line, commas and all, blank lines left out", () => {
    expect(read("Doe, Jane\r\n\r\n  Luis Ortega \n")).toEqual({
      names: ["1 Doe, Jane", "3 Luis Ortega"],
      problems: [],
    });
  });

  it.each([
    ['Id,Client Name,State\n1,"Doe, Jane",CA\n2,Luis Ortega,NV\n'],
    ['\uFEFFId;NAME;State\n1;"Doe, Jane";CA\n2;Luis Ortega;NV'],
    ["Id\tTaxpayer\n1\tDoe, Jane\n2\tLuis Ortega"],
  ])("is the column of names of a CSV: %j", (text) => {
    expect(read(text)).toEqual({ names: ["2 Doe, Jane", "3 Luis Ortega"], problems: [] });
  });

  it("tells where each is invited, where a column says it", () => {
    const { names, problems } = readClientList(
      "Client,Email address\nDana Osei, Dana@Example.com \nLuis,\nAva,ava at example",
      [],
    );
    expect(names).toEqual([
      { line: 2, name: "Dana Osei", email: "dana@example.com" },
      { line: 3, name: "Luis", email: null },
    ]);
    expect(problems).toEqual([{ line: 4, text: "Ava", says: "The e-mail is not complete." }]);
  });

  it("leaves no line out that tells an e-mail and no name", () => {
    expect(readClientList("Name,Mail,State\n,ava@example.com,CA\n,,NV\n", [])).toEqual({
      names: [],
      problems: [{ line: 2, text: "ava@example.com", says: "A name of 1 to 80 plain characters." }],
    });
  });

  it("names by line what is too long, told twice, there already or no plain text", () => {
    const text = ["Dana Osei", "x".repeat(81), "dana  osei".replace("  ", " "), "Luis", "a\u202eb"];
    expect(read(text.join("\n"), ["LUIS"])).toEqual({
      names: ["1 Dana Osei"],
      problems: [
        "2 A name of 1 to 80 plain characters.",
        "3 Stands in the list twice.",
        "4 Is a client already.",
        "5 A name of 1 to 80 plain characters.",
      ],
    });
  });

  it("holds five hundred and no more", () => {
    const lines = (count: number) => Array.from({ length: count }, (_, at) => `Client ${at}`);
    expect(read(lines(LIST_MAX).join("\n")).names.length).toBe(LIST_MAX);
    expect(read(lines(LIST_MAX + 1).join("\n"))).toEqual({
      names: [],
      problems: [`${LIST_MAX + 1} At most ${LIST_MAX} clients at once.`],
    });
  });

  it("does not hang on a quote that is never closed", () => {
    expect(read(`Name\n"${"x".repeat(90_000)}`).names).toEqual([]);
  });
});
