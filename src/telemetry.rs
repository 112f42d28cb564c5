//! Traces to a collector (OpenTelemetry over HTTP), if the environment names one.
//!
//! One span a request of the HTTP gateway, under the ids that the gateway gave it: those that the request's events carry
//! in their metadata, so that whoever looks at an event finds its trace.

use std::time::SystemTime;

use opentelemetry::{
    Context, KeyValue, SpanId, TraceId,
    trace::{
        Span as _, SpanBuilder, SpanContext, SpanKind, Status, TraceContextExt, TraceFlags, TraceState, Tracer,
        TracerProvider,
    },
};
use opentelemetry_otlp::{ExporterBuildError, SpanExporter};
use opentelemetry_sdk::{
    Resource,
    trace::{SdkTracer, SdkTracerProvider},
};
use tracing::{
    Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use tracing_subscriber::{Layer, layer, registry::LookupSpan};

/// The names that OpenTelemetry gives to where traces go.
const ENDPOINTS: [&str; 2] = ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"];
const REQUEST: &str = "request";

/// Sends what is left when it is dropped.
pub(crate) struct Telemetry(SdkTracerProvider);

impl Telemetry {
    /// Nothing, unless the environment names a collector.
    pub(crate) fn from_environment() -> Result<Option<Self>, ExporterBuildError> {
        let is_named = |name: &str| std::env::var_os(name).is_some_and(|url| !url.is_empty());
        if !ENDPOINTS.into_iter().any(is_named) {
            return Ok(None);
        }
        // The exporter reads the rest of the environment itself.
        Ok(Some(Self::through(SpanExporter::builder().with_http().build()?)))
    }

    fn through(exporter: SpanExporter) -> Self {
        let resource = Resource::builder().with_service_name("paceledger").build();
        Self(SdkTracerProvider::builder().with_batch_exporter(exporter).with_resource(resource).build())
    }

    pub(crate) fn layer(&self) -> Export {
        Export(self.0.tracer("paceledger"))
    }
}

impl Drop for Telemetry {
    fn drop(&mut self) {
        // Nobody is left who would want to know.
        let _ = self.0.shutdown();
    }
}

/// Turns requests into spans of the collector's.
pub(crate) struct Export(SdkTracer);

/// What is known of a request until it ends.
struct Known {
    began: SystemTime,
    traceparent: String,
    parent: Option<String>,
    route: String,
    method: String,
    status: u64,
    request_id: String,
}

impl Visit for Known {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        // Values recorded by `%` come this way.
        self.record_str(field, &format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "traceparent" => value.clone_into(&mut self.traceparent),
            "parent" => self.parent = Some(value.to_owned()),
            "route" => value.clone_into(&mut self.route),
            "method" => value.clone_into(&mut self.method),
            "request_id" => value.clone_into(&mut self.request_id),
            _ => {}
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "status" {
            self.status = value;
        }
    }
}

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Export {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: layer::Context<'_, S>) {
        if attributes.metadata().name() != REQUEST {
            return;
        }
        let mut known = Known {
            began: SystemTime::now(),
            traceparent: String::new(),
            parent: None,
            route: String::new(),
            method: String::new(),
            status: 0,
            request_id: String::new(),
        };
        attributes.record(&mut known);
        if let Some(span) = context.span(id) {
            span.extensions_mut().insert(known);
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: layer::Context<'_, S>) {
        if let Some(span) = context.span(id)
            && let Some(known) = span.extensions_mut().get_mut::<Known>()
        {
            values.record(known);
        }
    }

    fn on_close(&self, id: Id, context: layer::Context<'_, S>) {
        let known = context.span(&id).and_then(|span| span.extensions_mut().remove::<Known>());
        if let Some(known) = known {
            self.send(known);
        }
    }
}

impl Export {
    fn send(&self, known: Known) {
        let Some((trace, span, flags)) = ids(&known.traceparent) else { return };
        if !flags.is_sampled() {
            return;
        }
        let parent = known.parent.as_deref().and_then(|parent| SpanId::from_hex(parent).ok());
        let builder = SpanBuilder::from_name(format!("{} {}", known.method, known.route))
            .with_trace_id(trace)
            .with_span_id(span)
            .with_kind(SpanKind::Server)
            .with_start_time(known.began)
            .with_attributes([
                KeyValue::new("http.request.method", known.method),
                KeyValue::new("http.route", known.route),
                KeyValue::new("http.response.status_code", known.status.cast_signed()),
                KeyValue::new("paceledger.request_id", known.request_id),
            ]);
        let within = parent.map_or_else(Context::new, |parent| {
            let caller = SpanContext::new(trace, parent, flags, true, TraceState::default());
            Context::new().with_remote_span_context(caller)
        });
        let mut span = self.0.build_with_context(builder, &within);
        if known.status >= 500 {
            span.set_status(Status::error("the request failed"));
        }
        span.end();
    }
}

/// The parts of `00-trace-span-flags`.
fn ids(traceparent: &str) -> Option<(TraceId, SpanId, TraceFlags)> {
    let mut parts = traceparent.split('-').skip(1);
    let trace = TraceId::from_hex(parts.next()?).ok()?;
    let span = SpanId::from_hex(parts.next()?).ok()?;
    Some((trace, span, TraceFlags::new(u8::from_str_radix(parts.next()?, 16).ok()?)))
}

#[cfg(test)]
mod tests {
    use std::{
        io::{BufRead, BufReader, Read, Write},
        net::TcpListener,
        time::Duration,
    };

    use opentelemetry_otlp::WithExportConfig;
    use tracing_subscriber::prelude::*;

    use super::*;

    /// What a collector is sent first.
    fn first_request(listener: &TcpListener) -> Vec<u8> {
        let (mut stream, _) = listener.accept().unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let (mut reader, mut length) = (BufReader::new(&stream), 0);
        for line in reader.by_ref().lines().map(|line| line.unwrap().to_lowercase()).take_while(|line| !line.is_empty())
        {
            length = line.strip_prefix("content-length: ").map_or(length, |given| given.parse().unwrap());
        }
        let mut sent = vec![0; length];
        reader.read_exact(&mut sent).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
        sent
    }

    #[test]
    fn a_request_is_sent_as_the_span_that_its_events_name() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1/traces", listener.local_addr().unwrap());
        let exporter = SpanExporter::builder().with_http().with_endpoint(url).build().unwrap();
        let telemetry = Telemetry::through(exporter);
        let collector = std::thread::spawn(move || first_request(&listener));
        tracing::subscriber::with_default(tracing_subscriber::registry().with(telemetry.layer()), || {
            let traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-8000000000000001-01";
            let span =
                tracing::info_span!("request", traceparent, parent = "00f067aa0ba902b7", route = "/x", status = 200);
            drop(span);
            drop(tracing::info_span!("something else"));
        });
        drop(telemetry);
        let sent = collector.join().unwrap();
        let holds = |hex: &str| {
            let bytes: Vec<u8> =
                (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
            sent.windows(bytes.len()).filter(|window| *window == bytes).count()
        };
        let found = ["4bf92f3577b34da6a3ce929d0e0e4736", "8000000000000001", "00f067aa0ba902b7"].map(holds);
        assert_eq!(found, [1, 1, 1], "trace, span and parent, once each");
    }
}
