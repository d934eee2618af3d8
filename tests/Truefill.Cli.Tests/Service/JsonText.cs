using System.Text.Json;

namespace Truefill.Cli.Tests.Service;

internal static class JsonText
{
    /// <summary>A member as text; null where it is null.</summary>
    public static string? Text(this JsonElement item, string name) => item.GetProperty(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Null } => null,
        { } other => other.GetRawText(),
    };
}
