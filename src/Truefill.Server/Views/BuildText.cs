using System.Text.Encodings.Web;
using System.Text.Json;

namespace Truefill.Server.Views;

/// <summary>
/// The name of a build in JSON as it is: the plus sign before its commit would be escaped, as text from outside has to
/// be. It is our own text, not one that a caller or a venue can choose.
/// </summary>
internal static class BuildText
{
    public static void Build(this Utf8JsonWriter json, string build) =>
        json.WriteString("build", JsonEncodedText.Encode(build, JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
}
