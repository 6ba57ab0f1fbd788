# A Debian 13 in which scripts/debian13 runs everything directly; servers bind 127.0.0.1, hence the host's network:
#   docker build -t reverie . && docker run --rm --network host reverie
# Not tested where this was written (there was no container runtime).
FROM debian:trixie-slim
COPY scripts/packages /tmp/packages
# deb-src: the WebAssembly libraries are built from Debian's own source packages, so apt's lists stay.
RUN sed -i 's/^Types: deb$/Types: deb deb-src/' /etc/apt/sources.list.d/debian.sources \
 && apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends make $(cat /tmp/packages/*.txt) \
 && apt-get clean
WORKDIR /reverie
COPY . .
EXPOSE 8000
CMD ["make", "play"]
