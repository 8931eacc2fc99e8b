# The imprint command in a container. Build: docker build -t imprint .   (or podman build, buildah bud)
# Made for linux/amd64 and linux/arm64; on arm64 HDF5 files are read, not written.
ARG BASE=debian:bookworm-slim

# The tools stay here. This stage runs on the machine that builds, whatever machine the image is for.
FROM --platform=$BUILDPLATFORM ${BASE} AS build
# Java's packages link manual pages and fail where slim images leave the folder out.
RUN mkdir -p /usr/share/man/man1 \
    && apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
       maven openjdk-17-jdk-headless
WORKDIR /src
COPY . .
ARG TARGETARCH=amd64
ARG MAVEN_FLAGS=""
RUN sh docker/layout "$TARGETARCH" /image $MAVEN_FLAGS

# A Java runtime of the standard's modules, a third the size of the packaged one.
FROM ${BASE} AS java
RUN mkdir -p /usr/share/man/man1 \
    && apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
       binutils openjdk-17-jdk-headless \
    && jlink --output /opt/java --strip-debug --no-header-files --no-man-pages --compress=2 \
       --add-modules java.se,jdk.crypto.ec,jdk.httpserver,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs \
    && rm -f /opt/java/lib/security/cacerts \
    && cp -L /etc/ssl/certs/java/cacerts /opt/java/lib/security/cacerts

FROM ${BASE}
# What the runtime links to, for pictures and fonts.
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
       fontconfig fonts-dejavu-core libfreetype6 libharfbuzz0b libjpeg62-turbo liblcms2-2 zlib1g \
    && rm -rf /var/lib/apt/lists/* /var/cache/* /var/log/* \
    && useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin imprint \
    && mkdir -p /work /data /results \
    && chown imprint:imprint /work /data /results
COPY --from=java /opt/java /opt/java

# From what changes least to what changes most: others' native libraries, others' classes, ours.
COPY --from=build /image/natives /opt/imprint/natives
COPY --from=build /image/dependencies /opt/imprint
COPY --from=build /image/application /opt/imprint
ENV PATH=/opt/imprint/bin:/opt/java/bin:$PATH \
    HOME=/tmp \
    XDG_CACHE_HOME=/tmp/.cache \
    IMPRINT_DATA=/data/images \
    ORT_DISABLE_TELEMETRY=1 \
    LANG=C.UTF-8
USER 10001:10001
WORKDIR /work
# Of imprint serve; nothing else listens.
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["healthy"]
ENTRYPOINT ["imprint"]
CMD ["--help"]

ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="imprint" \
      org.opencontainers.image.description="New classes on a frozen, pre-trained image model, without training." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="debian:bookworm-slim"
