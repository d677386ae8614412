"""The stages of pipeline.night as Prefect flows; the only package that knows Prefect."""
