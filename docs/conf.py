"""How Sphinx builds the site: offline, from Markdown, with a warning as an error (`make docs`)."""

project = "Suasion"
author = "The authors of Suasion"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_static", "figures", "explanation/model/_head.md"]
myst_heading_anchors = 3
autodoc_typehints_format = "short"  # DataFrame, not polars.dataframe.frame.DataFrame
autodoc_member_order = "bysource"
language = "en"

html_theme = "furo"
html_title = "Suasion"
html_static_path = ["_static"]
html_css_files = ["suasion.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_show_search_summary = False  # summaries are fetched page by page, which a browser refuses from file://
pygments_style = "friendly"
pygments_dark_style = "github-dark"
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1d4e6f", "color-brand-content": "#1d5f8a"},
    "dark_css_variables": {"color-brand-primary": "#8fc1e3", "color-brand-content": "#8fc1e3"},
}
