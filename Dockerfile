# Three images. The lab, for one learner, whose work stays in the folder that is mounted:
#   docker build --target lab -t gradients-lab .
#   docker run --rm -p 8888:8888 -v "$PWD/my-work:/work" gradients-lab
# And what a JupyterHub starts (docs/teaching.md): for teachers, with answers and the sandbox for grading, and for
# students, without any answer in it:
#   docker build --target teacher -t gradients-teacher .
#   docker build --target student -t gradients-student .
FROM python:3.13-slim AS bare
# The same versions as in a clone: what is newer than the date in pyproject.toml is left out.
ENV UV_EXCLUDE_NEWER=2026-11-20T00:00:00Z UV_NO_CACHE=1 UV_SYSTEM_PYTHON=1
RUN pip install --no-cache-dir uv==0.13.9 && useradd --create-home --uid 1000 learner \
    && mkdir /work && chown learner /work

FROM bare AS sources
COPY . /src

FROM sources AS lab
RUN uv pip install "/src[lab]" && rm -r /src
USER learner
WORKDIR /work
ENV COURSE_WORKSPACE=/work
EXPOSE 8888
CMD ["course", "lab", "--no-browser", "--ip=0.0.0.0"]

FROM sources AS teacher
RUN apt-get update && apt-get install -y --no-install-recommends bubblewrap && rm -rf /var/lib/apt/lists/* \
    && uv pip install "/src[hub]" && cd /src && course students-package /dist && rm -r /src
USER learner
WORKDIR /home/learner
CMD ["jupyterhub-singleuser"]

FROM bare AS student
COPY --from=teacher /dist /dist
RUN uv pip install "$(ls /dist/*.whl)[hub]" && rm -r /dist
USER learner
WORKDIR /home/learner
CMD ["jupyterhub-singleuser"]
