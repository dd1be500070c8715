import type { Cause } from "@/lib/tax/amend/stages";
import { counted } from "./text";

/** A cause as people say it: "import of old.csv, 12 rows". */
export function causeWords({ kind, file, facts }: Cause): string {
  const rows = facts === 0 ? "" : `, ${counted(facts, "row")}`;
  switch (kind) {
    case "by-hand":
      return "figures you filed otherwise than computed";
    case "engine":
      return "a newer version of the engine";
    case "import":
      return `import of ${file}${rows}`;
    case "withdrawn":
      return `${counted(facts, "row")} of ${file} no longer counted`;
    case "entered":
      return `entered by hand${rows}`;
    case "removed":
      return `entries taken back${rows}`;
    case "corrected":
      return `rows corrected${rows}`;
    case "assets":
      return `signs read as other assets${rows}`;
    case "prices":
      return `other prices of rows told without dollars${rows}`;
    case "retold":
      return `the same rows told otherwise${rows}`;
    case "other":
      return `other changes of facts${rows}`;
    case "later":
      return `facts dated after the year${rows}`;
    case "settings":
      return "settings";
    case "asset-facts":
      return "what is said of assets";
    case "lots":
      return "lots named for sales";
    case "forms":
      return "brokers’ forms and stated adjustments";
    case "profile":
      return "the year’s profile";
  }
}
