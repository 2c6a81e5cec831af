"""The explorer in Debian's Chromium over a workspace: first paint, interactive, JavaScript, diagrams of 500 and 2,000 nodes.

    .venv/bin/python -m bench.explorer

Prints medians of several loads. Large diagrams are answered by this script in the API's place, in the shape of
docs/diagram.md, so that they have the size asked for; everything else is the real server over the sample articles.
"""

import gzip
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.web.conftest import COMMAND, ROOT, Server

LOADS = 5
NODE = "campaign/summer-policing-2022"
PLACE = """(world) => {
  const [sx, sy, x, y] = new URLSearchParams(location.search).get('cam').split('~').map(Number);
  return [world[0] * sx / 1000 + x, world[1] * sy / 1000 + y];
}"""
"""Where a point of the diagram is on the canvas, by the camera that the address holds."""
FRAMES = """async (step) => {
  const canvas = document.querySelector('.canvas canvas'), box = canvas.getBoundingClientRect();
  const at = (x, y) => ({clientX: box.left + x, clientY: box.top + y, pointerId: 1, button: 0, bubbles: true});
  canvas.setPointerCapture = () => {};
  const [x, y] = step === 'zoom' ? [400, 300] : step;
  if (step !== 'zoom') canvas.dispatchEvent(new PointerEvent('pointerdown', at(x, y)));
  const took = []; let last = performance.now();
  for (let frame = 0; frame < 60; frame++) {
    if (step === 'zoom') canvas.dispatchEvent(new WheelEvent('wheel', {...at(x, y), deltaY: 40 * Math.sin(frame / 6), cancelable: true}));
    else canvas.dispatchEvent(new PointerEvent('pointermove', at(x + 3 * frame, y + 2 * frame)));
    await new Promise(requestAnimationFrame);
    const now = performance.now(); took.push(now - last); last = now;
  }
  if (step !== 'zoom') canvas.dispatchEvent(new PointerEvent('pointerup', at(x + 180, y + 120)));
  took.sort((a, b) => a - b);
  return [took[30], took[57]];
}"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(sample(Path(folder) / "workspace"))
        server.start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        try:
            print(f"initial JavaScript {initial_javascript() / 1000:.0f} kB gzip")
            for name, query in (("home", ""), ("diagram", f"?view=diagram&node={NODE}")):
                paints, ready = zip(*(load(browser, f"{server.address}/{query}") for _ in range(LOADS)), strict=True)
                print(
                    f"{name}: first paint {statistics.median(paints):.0f} ms, interactive {statistics.median(ready):.0f} ms"
                )
            for nodes in (500, 2000):
                print(f"{nodes} nodes, {nodes * 5 // 2} links: {drawn(browser, server.address, nodes)}")
        finally:
            browser.close()
            server.stop()


def sample(workspace: Path) -> Path:
    """Make the workspace of `make demo`."""
    subprocess.run([sys.executable, str(ROOT / "web" / "build.py")], check=True)
    digests = sorted(map(str, ROOT.glob("ontology/packs/*/articles")))
    subprocess.run([*COMMAND, "ingest", *digests, "--workspace", str(workspace)], check=True, capture_output=True)
    return workspace


def initial_javascript() -> int:
    """Return the bytes of the scripts that the page itself names, gzipped."""
    built = ROOT / "api" / "static"
    page = (built / "index.html").read_text(encoding="utf-8")
    names = [part.split('"')[0] for part in page.split('"./') if part.split('"')[0].endswith(".js")]
    return sum(len(gzip.compress((built / name).read_bytes(), 9)) for name in names)


def load(browser: Browser, address: str) -> tuple[float, float]:
    """Return milliseconds to the first contentful paint, and to the box that takes input with the data shown."""
    page = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}, bypass_csp=True).new_page()
    page.goto(address)
    page.wait_for_selector(".card, .link-row")
    ready = page.evaluate("performance.now()")
    paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    page.context.close()
    return paint, ready


def drawn(browser: Browser, address: str, nodes: int) -> str:
    """Return how long a diagram took from the request for its answer to the drawing, and its frames while in motion."""
    made = diagram(nodes)
    answer = json.dumps(made)
    page = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}, bypass_csp=True).new_page()

    def serve(route: Route) -> None:
        route.fulfill(body=answer, content_type="application/json")

    page.route("**/v1/graph/neighborhood*", serve)
    page.goto(address)
    page.wait_for_selector(".card")
    page.evaluate(
        """(query) => { history.pushState(null, '', query); window.began = performance.now();
        dispatchEvent(new PopStateEvent('popstate')); }""",
        f"?view=diagram&node={NODE}",
    )
    page.wait_for_function(f"document.querySelector('.toolbar-count')?.textContent.startsWith('{nodes} ')")
    took = page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began))))"
    )
    page.wait_for_timeout(500)
    zoom = page.evaluate(FRAMES, "zoom")
    page.wait_for_timeout(400)
    pan = page.evaluate(FRAMES, [5, 300])
    page.wait_for_timeout(400)
    moved = {
        name: dragged(page, node) for name, node in (("most linked", made["nodes"][0]), ("usual", made["nodes"][7]))
    }
    page.context.close()
    said = {"zooming": zoom, "moving the canvas": pan} | {
        f"dragging the {name} node": took for name, took in moved.items()
    }
    frames = ", ".join(f"{middle:.0f} ms (p95 {high:.0f}) {what}" for what, (middle, high) in said.items())
    return f"drawn in {took:.0f} ms; a frame takes {frames}"


def dragged(page: Page, node: dict[str, Any]) -> list[float]:
    """Return median and p95 of the frames while the node that lies on top at a node's place is dragged; the address says where it was let go."""
    frames: list[float] = page.evaluate(FRAMES, page.evaluate(PLACE, [node["x"], node["y"]]))
    page.wait_for_timeout(400)
    if "&pin=" not in page.url:
        raise RuntimeError(f"nothing was dragged at {node['id']}: {page.url}")
    page.get_by_role("button", name="撤销").click()
    page.wait_for_timeout(400)
    return frames


def diagram(count: int) -> dict[str, Any]:
    """Return a neighborhood of a size, in the shape of docs/diagram.md."""
    chance = random.Random(1)  # noqa: S311
    kinds = [
        ("team", "#0072b2"),
        ("place", "#009e73"),
        ("org", "#56b4e9"),
        ("metric", "#e69f00"),
        ("person", "#7f7f7f"),
    ]
    nodes = [{"id": NODE, "kind": "campaign", "color": "#9a3324", "layer": "campaign", "x": 130.0, "y": 1200.0}]
    for number in range(1, count):
        kind, color = kinds[number % len(kinds)]
        at = {"x": (number % len(kinds) + 1) * 430 + chance.uniform(-70, 70), "y": chance.uniform(0, 2400)}
        nodes.append({"id": f"{kind}/{number}", "kind": kind, "color": color, "layer": kind, **at})
    for number, node in enumerate(nodes):
        node |= {
            "label": f"名称{number}",
            "label_en": None,
            "size": 1 + number % 40,
            "radius": 6 + number % 9,
            "depth": 1,
        }
    links = []
    for number in range(1, count * 5 // 2):
        source = nodes[number % count]["id"]
        target = NODE if number < count else nodes[int(chance.random() ** 2 * count)]["id"]
        link = {"id": f"{source} inspected {target} {number}", "source": source, "target": target, "kind": "inspected"}
        more: dict[str, Any] = {
            "count": 1,
            "stories": 1,
            "first": None,
            "last": None,
            "status": "done",
            "facts": [],
            "confidence": 0.9,
        }
        links.append(link | more | {"width": 1, "color": "#0072b2", "line": ("solid", "solid", "dashed")[number % 3]})
    graph = {"question": "neighborhood", "layout": "layers", "canvas": [2600, 2400], "truncated": False}
    empty: dict[str, Any] = {"kinds": [], "link_kinds": [], "layers": []}
    return {"schema": 1, "directed": True, "multigraph": True, "graph": graph, "nodes": nodes, "links": links} | empty


if __name__ == "__main__":
    main()
