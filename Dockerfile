# syntax=docker/dockerfile:1
# The image has Node 24 itself, so the binary that npm can bring (an optional dependency) stays out.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev --omit=optional --workspaces=false --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json portal-config.schema.json ./
COPY generated ./generated
COPY src ./src
RUN node node_modules/typescript/bin/tsc -p tsconfig.build.json

# The documentation. Its tools bring programs for this machine as optional dependencies, so these stay in here.
FROM node:24-bookworm-slim AS site
WORKDIR /app
COPY package.json package-lock.json ./
COPY packages/docs/package.json packages/docs/
COPY packages/client/package.json packages/client/
RUN npm ci --include=dev --no-audit --no-fund
COPY generated ./generated
COPY packages/docs ./packages/docs
COPY CHANGELOG.md ./
RUN node packages/docs/build/main.ts

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --workspaces=false --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=site /app/dist/site ./dist/site
COPY package.json LICENSE portal-config.yaml portal-config.schema.json ./
# SQLite's default place; with PostgreSQL nothing is written here.
RUN mkdir data && chown node:node data \
  && chmod +x dist/src/cli/main.js && ln -s /app/dist/src/cli/main.js /usr/local/bin/billing-portal
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/livez`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The process is PID 1: it handles SIGTERM itself and drains.
CMD ["node", "--enable-source-maps", "dist/src/main.js"]
