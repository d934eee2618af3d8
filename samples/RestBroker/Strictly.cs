using System;
using System.Net.Http;
using System.Net.Http.Json;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Quantities;

namespace Truefill.Samples;

/// <summary>Reads what the broker says, or throws: a guess would end up in the books.</summary>
internal static class Strictly
{
    // A field that is missing, or null where it must not be, is no zero.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken stop) =>
        await answer.Content.ReadFromJsonAsync<T>(Options, stop) ?? throw Unreadable("answer", "null");

    public static Qty ReadQty(string field, decimal value) =>
        Qty.TryFrom(value, out Qty qty) == NumberError.None ? qty : throw Unreadable(field, value);

    public static Px ReadPx(string field, decimal value) =>
        Px.TryFrom(value, out Px px) == NumberError.None ? px : throw Unreadable(field, value);

    public static FormatException Unreadable(string field, object value) => new($"{field} '{value}' does not parse");
}
