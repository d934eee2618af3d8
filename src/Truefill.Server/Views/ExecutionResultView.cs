using System.Text.Json;
using Truefill.Domain.Intake;
using Truefill.Engine;

namespace Truefill.Server.Views;

/// <summary>What became of an execution that was put in.</summary>
public static class ExecutionResultView
{
    /// <param name="ignoredFields">Fields of the message that mean nothing here: counted, not refused.</param>
    public static void Write(Utf8JsonWriter json, in Answer answer, string execId, int ignoredFields)
    {
        json.WriteStartObject();
        json.WriteString("exec_id", execId);
        json.WriteString("outcome", Words.Of(answer.Outcome));
        json.WriteNumber("seq", answer.Seq);
        json.WriteNumber("ignored_fields", ignoredFields);
        if (answer.Outcome == InputOutcome.DeadLettered) json.WriteNumber("dead_letter_id", answer.DeadLetter);
        json.WriteEndObject();
    }
}
