# The desk in a container: the Makefile's own steps on a slim Python, without root.
# Secrets come from the environment when it runs (config/bureaus/*/bureau.toml names the variables), never from here.
FROM python:3.12-slim-bookworm

RUN apt-get update \
    && apt-get install -y --no-install-recommends make \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 baosong \
    && install -d -o baosong -g baosong /app /app/data

USER 10001:10001
WORKDIR /app

COPY --chown=baosong:baosong Makefile pyproject.toml README.md requirements.lock requirements-ocr.lock ./
COPY --chown=baosong:baosong scripts/ scripts/
COPY --chown=baosong:baosong pipeline/ pipeline/
# --build-arg OCR=1: forms that come as pictures are read, too.
ARG OCR=""
RUN make venv-runtime ${OCR:+ocr}

COPY --chown=baosong:baosong config/ config/

ENV PATH="/app/.venv/bin:${PATH}" PYTHONUNBUFFERED=1
VOLUME ["/app/config", "/app/data"]
HEALTHCHECK --interval=1m --timeout=20s --start-period=2m --retries=3 CMD ["baosong", "doctor", "--alive"]
CMD ["baosong", "run"]
