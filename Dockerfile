# Built in one stage, served from another that has only what serving needs.
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Without scripts: `prepare` builds, and the sources are not here yet, so that the packages stay cached when they change.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json rolldown.config.ts ./
COPY .ci .ci
COPY sandbox sandbox
RUN npm run build

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=9000
WORKDIR /app
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY sandbox/console sandbox/console
COPY specification specification
COPY scenarios scenarios
USER node
EXPOSE 9000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "const ask = (protocol, otherwise) => require(protocol).get({ port: process.env.PORT, path: '/_sandbox/health', rejectUnauthorized: false }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', otherwise); ask('http', () => ask('https', () => process.exit(1)))"]
# Where documents are mounted: they may refer to all files of the working folder.
WORKDIR /documents
# Alone, so that what follows the image's name on the command line are documents and options.
# It may read, since documents are anywhere, and nothing else: neither write, nor start another program.
ENTRYPOINT ["node", "--disable-warning=ExperimentalWarning", "--experimental-permission", "--allow-fs-read=*", "/app/dist/cli.js"]
