"""The notebook runs from top to bottom against a real server, and shows its tables and plots."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.test_docs import ROOT
from tests.web.conftest import COMMAND, Server

TOOLS = ROOT / ".venv-docs" / "bin"


@pytest.mark.slow
@pytest.mark.server
@pytest.mark.skipif(not (TOOLS / "jupyter-execute").exists(), reason="there is no .venv-docs; run `make site`")
def test_notebook_runs(tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    digests = sorted(map(str, ROOT.glob("ontology/packs/*/articles")))
    subprocess.run([*COMMAND, "ingest", *digests, "--workspace", str(workspace)], check=True, capture_output=True)
    notebook = Path(shutil.copy(ROOT / "examples" / "notebook.ipynb", tmp_path))
    server = Server(workspace)
    server.start()
    try:
        environment = os.environ | {"CAMPAIGN_GRAPH_API": server.address, "MPLCONFIGDIR": str(tmp_path)}
        command = [str(TOOLS / "jupyter-execute"), "--inplace", str(notebook)]
        done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
    finally:
        server.stop()
    shown = [
        output
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        for output in cell.get("outputs", ())
    ]
    kinds = [kind for output in shown for kind in output.get("data", ())]
    assert kinds.count("image/png") == 2
    assert kinds.count("text/html") >= 2
    assert "公安部第九督察组" in json.dumps(shown, ensure_ascii=False)
    assert not any(output.get("name") == "stderr" for output in shown), "the notebook warns"
    assert (tmp_path / "summer.zip").stat().st_size > 1000
