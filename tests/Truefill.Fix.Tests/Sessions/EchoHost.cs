using System;
using System.Collections.Generic;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>The host that the scripts expect: sends orders and security definitions back as they are.</summary>
internal sealed class EchoHost : IFixApplication
{
    private readonly HashSet<string> known = [];

    public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
    {
        var message = delivery.Message;
        if (!message.MsgType.SequenceEqual("D"u8) && !message.MsgType.SequenceEqual("d"u8)) return FixVerdict.Unsupported;
        var isNew = known.Add(message.Text(Tags.ClOrdID) ?? "");
        if (delivery.PossResend && !isNew) return FixVerdict.Accepted;
        var writer = session.Begin(message.MsgType, delivery.ReceivedAt);
        if (delivery.PossResend) writer.AppendBoolean(Tags.PossResend, true);
        for (var i = 3; i < message.FieldCount - 1; i++)
        {
            var tag = message[i].Tag;
            if (tag is not (34 or 43 or 49 or 52 or 56 or 97 or 122)) writer.Append(tag, message.ValueOf(message[i]));
        }

        Assert.True(session.Send(ref writer, delivery.ReceivedAt).IsOk);
        return FixVerdict.Accepted;
    }
}
