# The API, the commands and the RDF store's server in one image; runs as nobody in particular, on a read-only file system.
FROM python:3.13-slim AS build
WORKDIR /source
COPY runtime.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /app && /app/bin/pip install --no-cache-dir --require-hashes -r runtime.lock
COPY ontology ontology
COPY ingest ingest
COPY graph graph
COPY api api
COPY web web
RUN python web/build.py || true
RUN /app/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim
COPY --from=build /app /app
RUN useradd --system --uid 10001 --no-create-home campaign && mkdir /data && chown campaign /data
ENV PATH=/app/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 CAMPAIGN_GRAPH_WORKSPACE=/data/workspace
USER campaign
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["campaign-graph", "serve", "--host", "0.0.0.0", "--port", "8000"]
