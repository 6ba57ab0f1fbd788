# A Debian 13 in which scripts/debian13 runs everything directly:  docker build -t reverie . && docker run -p 8000:8000 reverie
# Not tested where this was written (no container runtime there).
FROM debian:trixie-slim
COPY scripts/packages /tmp/packages
# deb-src: the WebAssembly libraries are built from Debian's own source packages.
RUN sed -i 's/^Types: deb$/Types: deb deb-src/' /etc/apt/sources.list.d/debian.sources \
 && apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends make $(cat /tmp/packages/*.txt) \
 && apt-get clean && rm -rf /var/lib/apt/lists/* \
 && apt-get update
WORKDIR /reverie
COPY . .
EXPOSE 8000
CMD ["make", "play"]
