FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force
COPY LICENSE ./
COPY src ./src
# The volume takes its owner from here.
RUN install -d -o node -g node -m 700 data node_modules/.cache
USER node
# Leaves compiled code in the image, since a container may not write it; without settings the program ends with 1.
RUN node --import ./src/compile-cache.js --max-semi-space-size=2 --heap-growing-percent=30 --memory-saver-mode --no-separate-gc-phases --incremental-marking-soft-trigger=40 --incremental-marking-hard-trigger=60 --v8-pool-size=1 --no-wasm-tier-up --no-wasm-dynamic-tiering src/main.ts || [ $? -eq 1 ]
VOLUME /app/data
# Inside the container alone; HTTP_HOST=0.0.0.0 lets others reach it.
ENV HTTP_PORT=8080
HEALTHCHECK --interval=60s --timeout=15s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "./src/compile-cache.js", "--max-semi-space-size=2", "--heap-growing-percent=30", "--memory-saver-mode", "--no-separate-gc-phases", "--incremental-marking-soft-trigger=40", "--incremental-marking-hard-trigger=60", "--v8-pool-size=1", "--no-wasm-tier-up", "--no-wasm-dynamic-tiering", "src/main.ts"]
