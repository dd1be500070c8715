import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFObjectCopier,
  PDFPage,
  type PDFPageLeaf,
  PDFRef,
  PDFString,
} from "pdf-lib";

/** Fields of a page by the full names they have in the blank. */
export type PageFieldRefs = ReadonlyMap<string, PDFRef>;

/** A blank inside the file that is made: what is drawn on its pages is there once, however many copies are filled. */
export interface Template {
  /**
   * Adds a copy of a page of the blank (counted from 0) and gives its fields. Pages of one copy of the form are given one `name`, which stands
   * for the first part of their fields' names.
   */
  add(name: string, at: number): PageFieldRefs;
  /** Takes out what only served as pattern. To be called once, at the end. */
  finish(): void;
}

const [PARENT, KIDS, TITLE, PAGE] = [
  PDFName.of("Parent"),
  PDFName.of("Kids"),
  PDFName.of("T"),
  PDFName.of("P"),
];

/** Reads a blank into `target`, its XFA layer left out. Throws for a file whose fields do not hang below one, as those of the IRS do. */
export async function readTemplate(blank: Uint8Array, target: PDFDocument): Promise<Template> {
  const source = await PDFDocument.load(blank, { updateMetadata: false });
  const pages = source.getPages().map(({ node }) => node);
  pages.forEach(forgetPage);
  const copier = PDFObjectCopier.for(source.context, target.context);
  const patterns = pages.map((node) => patternOf(target, copier.copy(node)));
  const { acroForm } = target.getForm();
  const resources = source.catalog.lookup(PDFName.of("AcroForm"), PDFDict).get(PDFName.of("DR"));
  if (resources !== undefined) {
    acroForm.dict.set(PDFName.of("DR"), copier.copy(resources));
  }
  const copies = new Map<string, PDFRef>();
  const rootOf = (name: string): PDFRef => {
    let root = copies.get(name);
    if (root === undefined) {
      root = target.context.register(
        target.context.obj({ T: PDFHexString.fromText(name), Kids: [] }),
      );
      copies.set(name, root);
      acroForm.addField(root);
    }
    return root;
  };
  return {
    add(name, at) {
      const pattern = patterns[at];
      if (pattern === undefined) {
        throw new Error(`the blank has no page ${at + 1}`);
      }
      return addPage(target, pattern, rootOf(name));
    },
    finish() {
      for (const ref of patterns.flatMap(({ fields, root }) => [...fields, root])) {
        target.context.delete(ref);
      }
    },
  };
}

/** Fields point to their page, and pages into the structure of the blank: a copy of one would bring all of it along. */
function forgetPage(page: PDFPageLeaf): void {
  page.delete(PDFName.of("StructParents"));
  const annotations = page.Annots();
  for (let index = 0; index < (annotations?.size() ?? 0); index += 1) {
    const widget = annotations?.lookup(index, PDFDict);
    widget?.delete(PAGE);
    widget?.delete(PDFName.of("StructParent"));
  }
}

/** A page to make copies of: the fields seen on it and those above them, and the one above all. */
interface Pattern {
  readonly page: PDFPageLeaf;
  readonly widgets: readonly PDFRef[];
  readonly fields: ReadonlySet<PDFRef>;
  readonly root: PDFRef;
  readonly names: ReadonlyMap<PDFRef, string>;
}

function patternOf({ context }: PDFDocument, page: PDFPageLeaf): Pattern {
  const widgets = (page.Annots()?.asArray() ?? []).filter((one) => one instanceof PDFRef);
  const fields = new Set<PDFRef>();
  const roots = new Set<PDFRef>();
  const nameOf = (ref: PDFRef): string => {
    const field = context.lookup(ref, PDFDict);
    const above = field.get(PARENT);
    if (!(above instanceof PDFRef)) {
      roots.add(ref);
      return titleOf(field);
    }
    fields.add(ref);
    return `${nameOf(above)}.${titleOf(field)}`;
  };
  const names = new Map(widgets.map((ref) => [ref, nameOf(ref)]));
  const [root, ...others] = roots;
  if (root === undefined || others.length > 0) {
    throw new Error("the blank's fields do not hang below one");
  }
  return { page, widgets, fields, root, names };
}

/** The part a field adds to its name; empty when it has none. */
export function titleOf(field: PDFDict): string {
  const title = field.lookup(TITLE);
  return title instanceof PDFString || title instanceof PDFHexString ? title.decodeText() : "";
}

function addPage(target: PDFDocument, pattern: Pattern, root: PDFRef): PageFieldRefs {
  const { context } = target;
  const made = new Map<PDFRef, PDFRef>([[pattern.root, root]]);
  const copyOf = (ref: PDFRef): PDFRef => {
    const known = made.get(ref);
    if (known !== undefined) {
      return known;
    }
    const field = context.lookup(ref, PDFDict).clone();
    const copy = context.register(field);
    made.set(ref, copy);
    const above = field.get(PARENT);
    if (above instanceof PDFRef) {
      const parent = copyOf(above);
      field.set(PARENT, parent);
      context.lookup(parent, PDFDict).lookup(KIDS, PDFArray).push(copy);
    }
    if (field.has(KIDS)) {
      field.set(KIDS, context.obj([]));
    }
    return copy;
  };
  const page = pattern.page.clone(context);
  const widgets = pattern.widgets.map(copyOf);
  page.set(PDFName.of("Annots"), context.obj([...widgets]));
  const sheet = PDFPage.of(page, context.register(page), target);
  target.addPage(sheet);
  for (const widget of widgets) {
    context.lookup(widget, PDFDict).set(PAGE, sheet.ref);
  }
  return new Map(
    pattern.widgets.map((ref, index) => [pattern.names.get(ref) ?? "", widgets[index] ?? ref]),
  );
}
