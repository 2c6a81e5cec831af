"""The Swagger page at /docs, served from an installed package: it works offline and asks no other host for anything."""

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

FILES = "/docs/files"


def install(app: FastAPI) -> None:
    """Serve the page and its files; the application itself must have been made with docs_url=None."""
    page = get_swagger_ui_html(
        openapi_url="openapi.json",
        title=f"{app.title}: HTTP API",
        swagger_js_url=f"{FILES.lstrip('/')}/swagger-ui-bundle.js",
        swagger_css_url=f"{FILES.lstrip('/')}/swagger-ui.css",
        swagger_favicon_url=f"{FILES.lstrip('/')}/favicon-32x32.png",
        swagger_ui_parameters={"tryItOutEnabled": True, "displayRequestDuration": True, "docExpansion": "list"},
    )

    @app.get("/docs", include_in_schema=False)
    async def show_docs() -> HTMLResponse:
        return page

    app.mount(FILES, StaticFiles(packages=[("fastapi_swagger", "resources")]), name="swagger-files")
