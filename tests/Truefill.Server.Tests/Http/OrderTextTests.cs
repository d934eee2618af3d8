using System.Buffers;
using System.Text;
using System.Text.Json;
using Truefill.Domain.Names;
using Truefill.Server.Views;

namespace Truefill.Server.Tests.Http;

public sealed class OrderTextTests
{
    [Fact]
    public void An_id_that_is_not_utf8_is_shown_with_replacement_characters()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.Id(JsonEncodedText.Encode("order_id"), new OrderId(ShortText.FromTrusted("A\u00e9"u8[..2])));
            json.WriteEndObject();
        }

        Assert.Equal("""{"order_id":"A\uFFFD"}""", Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
