import { metrics } from '@opentelemetry/api'
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import { MeterProvider } from '@opentelemetry/sdk-metrics'

/** Metrics always, traces where a collector is configured. */
export interface Telemetry {
  /** The Prometheus text of all metrics, for `buildOps`. */
  metricsText(): Promise<string>
  close(): Promise<void>
}

let tracing = false

/** Whether spans go anywhere; without a collector none is made. */
export function hasListener(): boolean {
  return tracing
}

/**
 * Starts telemetry; call it first in `main.ts`, before `buildService`. The SDK for traces is loaded
 * only when a collector is configured. No resource detector runs: they collect host names, command
 * lines and users. Telemetry is on system time.
 */
export async function startTelemetry(options: {
  service: string
  otlpEndpoint?: string | undefined
}): Promise<Telemetry> {
  const exporter = new PrometheusExporter({ preventServerStart: true })
  const provider = new MeterProvider({ readers: [exporter] })
  metrics.setGlobalMeterProvider(provider)
  const stopTracing =
    options.otlpEndpoint === undefined
      ? undefined
      : await startTracing(options.service, options.otlpEndpoint)
  // Without the target's own line: its default name is the path of the program on this machine.
  const serializer = new PrometheusSerializer(undefined, false, undefined, true)
  return {
    async metricsText() {
      const { resourceMetrics } = await exporter.collect()
      return serializer.serialize(resourceMetrics)
    },
    async close() {
      await stopTracing?.()
      await provider.shutdown()
    },
  }
}

async function startTracing(service: string, endpoint: string): Promise<() => Promise<void>> {
  const { NodeSDK } = await import('@opentelemetry/sdk-node')
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  const sdk = new NodeSDK({
    autoDetectResources: false,
    serviceName: service,
    traceExporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/u, '')}/v1/traces` }),
    instrumentations: [],
    metricReaders: [],
  })
  sdk.start()
  tracing = true
  return async () => {
    tracing = false
    await sdk.shutdown()
  }
}
