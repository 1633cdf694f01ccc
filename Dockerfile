# Two images. The lab, for one learner, whose work stays in the folder that is mounted:
#   docker build --target lab -t gradients-lab .
#   docker run --rm -p 8888:8888 -v "$PWD/my-work:/work" gradients-lab
# The hub, what a JupyterHub starts for each student or teacher (docs/teaching.md), with the sandbox for grading:
#   docker build --target hub -t gradients-hub .
FROM python:3.13-slim AS base
RUN pip install --no-cache-dir uv==0.13.9 && useradd --create-home --uid 1000 learner \
    && mkdir /work && chown learner /work
COPY . /src

FROM base AS lab
# The same versions as in a clone: what is newer than the date in pyproject.toml is left out.
RUN uv pip install --system --no-cache --exclude-newer 2026-11-20T00:00:00Z "/src[lab]" && rm -r /src
USER learner
WORKDIR /work
ENV COURSE_WORKSPACE=/work
EXPOSE 8888
CMD ["course", "lab", "--no-browser", "--ip=0.0.0.0"]

FROM base AS hub
RUN apt-get update && apt-get install -y --no-install-recommends bubblewrap && rm -rf /var/lib/apt/lists/* \
    && uv pip install --system --no-cache --exclude-newer 2026-11-20T00:00:00Z "/src[classroom]" jupyterhub && rm -r /src
USER learner
WORKDIR /home/learner
CMD ["jupyterhub-singleuser"]
