using System;
using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain.Time;
using Truefill.Server.Views;

namespace Truefill.Server.Health;

/// <summary>The answer of <c>/health</c>.</summary>
internal static class HealthView
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ComponentHealth> components, UtcNanos now)
    {
        json.WriteStartObject();
        json.WriteString("status", HealthBoard.Worst(components) switch
        {
            HealthStatus.Operational => "ready",
            HealthStatus.Degraded => "degraded",
            HealthStatus.Failed => "failed",
        });
        json.Time("timestamp", now);
        json.WriteStartObject("components");
        foreach (ComponentHealth component in components) Write(json, component);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ComponentHealth component)
    {
        json.WriteStartObject(component.Name);
        json.WriteBoolean("healthy", component.Status == HealthStatus.Operational);
        json.WriteString("status", Words.Of(component.Status));
        json.WriteString("detail", component.Detail);
        json.WriteStartObject("metrics");
        foreach ((string name, object? value) in component.Metrics) Write(json, name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case int number: json.WriteNumber(name, number); break;
            case long number: json.WriteNumber(name, number); break;
            case double number: json.WriteNumber(name, number); break;
            case string text: json.WriteString(name, text); break;
            case IReadOnlyList<string> texts:
                json.WriteStartArray(name);
                foreach (string text in texts) json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            default: throw new NotSupportedException($"{name} is a {value.GetType()}");
        }
    }
}
