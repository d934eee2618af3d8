using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Truefill.Server.Metrics;

namespace Truefill.Server.Http.Routes;

/// <summary>Metrics for Prometheus and whoever reads its formats.</summary>
internal static class MetricsRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        new("GET", "/metrics", Role.Viewer, "Metrics as Prometheus text, or as OpenMetrics where that is accepted.",
            Metrics)
        {
            Produces = MetricText.PrometheusType,
        },
    ];

    private static async Task Metrics(ApiCall call)
    {
        bool isOpenMetrics = call.Context.Request.Headers.Accept.ToString()
            .Contains("application/openmetrics-text", StringComparison.OrdinalIgnoreCase);
        call.Services.State(call.Context);
        (string type, byte[] body) = call.Services.Metrics.Write(isOpenMetrics);
        call.Context.Response.ContentType = type;
        call.Context.Response.ContentLength = body.Length;
        await call.Context.Response.Body.WriteAsync(body, call.Context.RequestAborted);
    }
}
