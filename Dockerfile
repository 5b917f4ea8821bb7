FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY manifest.json ./
COPY src ./src
COPY adapters ./adapters
COPY content ./content
RUN mkdir data && chown node data
USER node
VOLUME /app/data
EXPOSE 3978
HEALTHCHECK CMD node -e "fetch('http://127.0.0.1:' + (process.env.PORT || 3978) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
CMD ["node", "src/main.ts"]
