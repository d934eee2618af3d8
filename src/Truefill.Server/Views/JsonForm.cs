using System.Text.Encodings.Web;
using System.Text.Json;

namespace Truefill.Server.Views;

/// <summary>How JSON is written for those who read it as such: answers and log lines.</summary>
internal static class JsonForm
{
    /// <summary>
    /// As people read it: <c>change: +10</c>, quotes and umlauts as they are. Escapes for HTML are of no use in what no
    /// browser takes for HTML, as its content type and <c>nosniff</c> say; control characters are escaped all the same.
    /// </summary>
    public static JsonWriterOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
