using System.Text.Json;
using Truefill.Engine;
using Truefill.Engine.Reading;

namespace Truefill.Server.Views;

/// <summary>What became of a dead letter that was put in again.</summary>
public static class ReplayView
{
    public static void Write(Utf8JsonWriter json, in Answer answer, DeadLetterEntry letter, byte[] raw)
    {
        json.WriteStartObject();
        json.WriteString("outcome", Words.Of(answer.Outcome));
        json.WriteNumber("seq", answer.Seq);
        json.WritePropertyName("dead_letter");
        DeadLetterView.Write(json, letter, raw);
        json.WriteEndObject();
    }
}
