"""The bare server of bench/http.py: FastAPI, one route, 8 kB of static bytes, run as `campaign-graph serve` runs."""

import sys

from fastapi import FastAPI
from fastapi.responses import Response

from api.cli.serve import listen, run

BODY = b"x" * 8000

app = FastAPI()


@app.get("/")
async def static() -> Response:
    """Return the bytes."""
    return Response(BODY, media_type="application/json")


if __name__ == "__main__":
    with listen("127.0.0.1", 0) as listener:
        sys.stderr.write(f"http://127.0.0.1:{listener.getsockname()[1]} \n")
        sys.stderr.flush()
        run(app, listener)
