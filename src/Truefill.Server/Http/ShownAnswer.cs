using System;
using System.Text.Json;
using Truefill.Domain.Orders;
using Truefill.Engine;
using Truefill.Engine.Reading;

namespace Truefill.Server.Http;

/// <summary>What is to be shown of a request that was not refused, read at the very sequence of its answer.</summary>
/// <param name="write">Called on the replica's thread: short, throws nothing.</param>
internal sealed class ShownAnswer(Action<Utf8JsonWriter, Replica, Answer> write)
{
    /// <summary>What was read; null: it was refused, or is not answered yet.</summary>
    public AnswerBuffer? Buffer { get; private set; }

    public void Read(Replica replica, Answer answer)
    {
        if (answer.Reason != DenyReason.None) return;
        AnswerBuffer shown = AnswerBuffer.Take();
        write(shown.Json, replica, answer);
        shown.Seq = replica.Seq;
        Buffer = shown;
    }
}
