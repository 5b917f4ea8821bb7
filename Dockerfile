# The version is that of the npm package `node`, which every test runs on. A new digest: docker buildx imagetools inspect node:VERSION-slim
FROM node:24.21.0-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6
ENV NODE_ENV=production
# A first process that passes signals on from the start; Node hears none while it starts.
RUN apt-get update && apt-get install -y --no-install-recommends 'tini=0.19.*' && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY LICENSE manifest.json ./
COPY src ./src
COPY adapters ./adapters
COPY content ./content
RUN mkdir data && chown node data
# By number, which a cluster can tell from root's; it is `node`. Only /app/data and /tmp are written to: the root may be read-only.
USER 1000:1000
VOLUME /app/data
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD node -e "const { HOST = '', PORT } = process.env; const host = HOST.includes(':') ? '[' + HOST.replace(/[[\]]/g, '') + ']' : HOST || '127.0.0.1'; fetch('http://' + host + ':' + (PORT || 3978) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
ENTRYPOINT ["tini", "--"]
CMD ["node", "--v8-pool-size=1", "--import=./src/compile-cache.mjs", "src/main.ts"]
