import { save } from "./save";

/** A drawing that stands alone: SVG with its size in pixels. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** What a drawing takes from the page's style sheets, all of it attributes in SVG too. */
const STYLES =
  "fill fill-opacity stroke stroke-width stroke-dasharray stroke-opacity opacity font-family font-size font-weight text-anchor".split(
    " ",
  );
const HEAD = 44;
const EDGE = 16;

/** Copies a drawing of the page with its colours and type, on the page's ground, under a title. */
export function drawingOf(drawn: SVGSVGElement, title: string): Drawing {
  const { clientWidth, clientHeight } = drawn;
  const copy = drawn.cloneNode(true) as SVGSVGElement;
  const made = [copy, ...copy.querySelectorAll("*")];
  [drawn, ...drawn.querySelectorAll("*")].forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const name of STYLES) made[at]?.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "tabindex", "role"]) made[at]?.removeAttribute(name);
  });
  copy.setAttribute("x", String(EDGE));
  copy.setAttribute("y", String(HEAD));
  copy.setAttribute("width", String(clientWidth));
  copy.setAttribute("height", String(clientHeight));
  return framed(new XMLSerializer().serializeToString(copy), title, clientWidth, clientHeight);
}

/** Sets SVG that begins at EDGE, HEAD on the page's ground under a title. */
export function framed(content: string, title: string, inner: number, high: number): Drawing {
  const style = getComputedStyle(document.body);
  const root = getComputedStyle(document.documentElement);
  const [width, height] = [inner + 2 * EDGE, high + HEAD + EDGE];
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escape(style.fontFamily)}">`,
    `<title>${escape(title)}</title>`,
    `<rect width="100%" height="100%" fill="${root.getPropertyValue("--surface").trim()}"/>`,
    `<text x="${EDGE}" y="28" font-size="17" font-weight="600" fill="${root.getPropertyValue("--ink").trim()}">${escape(title)}</text>`,
    content,
    "</svg>",
    "",
  ].join("\n");
  return { svg, width, height };
}

/** Paints a drawing at twice its size, for slides. */
export async function pngOf({ svg, width, height }: Drawing): Promise<Blob | null> {
  const image = new Image(width * 2, height * 2);
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = width * 2;
    canvas.height = height * 2;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The two pictures that an export menu offers of a drawing. */
export function pictures(
  words: { readonly png: string; readonly svg: string },
  name: string,
  draw: () => Drawing | undefined,
): { label: string; act: () => void }[] {
  const paint = async () => {
    const drawing = draw();
    const blob = drawing && (await pngOf(drawing));
    if (blob) save(blob, `${name}.png`);
  };
  const write = () => {
    const drawing = draw();
    if (drawing) save(drawing.svg, `${name}.svg`, "image/svg+xml");
  };
  return [
    { label: words.png, act: () => void paint() },
    { label: words.svg, act: write },
  ];
}

/** Makes a text safe inside XML. */
export function escape(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character] ?? "",
  );
}
