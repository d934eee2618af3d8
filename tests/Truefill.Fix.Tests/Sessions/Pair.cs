using System;
using System.Collections.Generic;
using System.Text;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>One session, its host, its time, and a counterparty that is written by hand.</summary>
internal sealed class Pair
{
    public static readonly long Start = FixNanos.Of(new DateTimeOffset(2026, 11, 20, 9, 30, 0, TimeSpan.Zero));
    private FixOutput spare = new();
    private int peerNumber = 1;

    public Pair(FixSessionOptions? options = null, IMessageStore? store = null, RecordingHost? host = null, IFixLog? log = null)
    {
        Host = host ?? new RecordingHost();
        Store = store ?? new MemoryMessageStore(Start);
        Session = new FixSession(options ?? Initiator, Store, Host, log);
    }

    public static FixSessionOptions Initiator { get; } = new()
    {
        Role = FixRole.Initiator,
        Version = FixVersion.Fix44,
        SenderCompId = "US",
        TargetCompId = "PEER",
    };

    public static FixSessionOptions Acceptor { get; } = Initiator with { Role = FixRole.Acceptor };

    public FixSession Session { get; }

    public RecordingHost Host { get; }

    public IMessageStore Store { get; }

    public long Now { get; set; } = Start;

    /// <summary>Everything sent since the last look, fields of the frame and times cut off.</summary>
    public List<string> Sent()
    {
        var messages = new List<string>();
        var output = spare = Session.TakeOutput(spare);
        var bytes = output.Bytes;
        while (!bytes.IsEmpty)
        {
            var frame = FixFramer.Next(bytes);
            Assert.Equal(FixFrameStatus.Complete, frame.Status);
            messages.Add(Short(bytes[..frame.Length].ToArray()));
            bytes = bytes[frame.Length..];
        }

        return messages;
    }

    public void Peer(string type, string fields = "", int? number = null) => PeerAt(Now, type, fields, number);

    /// <summary>With a SendingTime(52) of its own.</summary>
    public void PeerAt(long sent, string type, string fields = "", int? number = null)
    {
        var sequence = number ?? peerNumber;
        if (number is null || number == peerNumber) peerNumber = sequence + 1;
        var version = Session.Options.Version;
        var text = fields.Replace("NOW", Time(Now), StringComparison.Ordinal);
        var end = text.Length > 0 && !text.EndsWith('|') ? "|" : "";
        var body = $"35={type}|34={sequence}|49=PEER|52={Time(sent)}|56=US|{text}{end}";
        var bytes = Support.Days.Frame(Encoding.Latin1.GetBytes(body.Replace('|', '\u0001')), Encoding.ASCII.GetString(version.BeginString()));
        Assert.Equal(bytes.Length, Session.Receive(bytes, Now));
    }

    /// <summary>Connected and logged on, with nothing left to look at.</summary>
    public Pair LoggedOn(string fields = "98=0|108=30")
    {
        Session.Connect(Now);
        Peer("A", fields);
        Assert.True(Session.IsLoggedOn, Session.CloseReason);
        Sent();
        return this;
    }

    public int Order(string id = "C1", string type = "D")
    {
        var writer = Session.Begin(Encoding.ASCII.GetBytes(type), Now);
        writer.Append(Tags.ClOrdID, id);
        var sent = Session.Send(ref writer, Now);
        Assert.True(sent.IsOk);
        return sent.MsgSeqNum;
    }

    public void After(double seconds)
    {
        for (var left = seconds; left > 0; left -= 0.1)
        {
            Now += 100_000_000;
            Session.Tick(Now);
        }
    }

    private static string Time(long now) => FixNanos.ToTime(now).ToString("yyyyMMdd-HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture);

    private static string Short(byte[] message)
    {
        var index = new FixFieldIndex();
        Assert.True(FixParser.Parse(message, index, out var parsed).IsOk);
        var text = new StringBuilder();
        for (var i = 2; i < parsed.FieldCount - 1; i++)
        {
            if (parsed[i].Tag is 49 or 56 or 52) continue;
            var value = parsed[i].Tag == 122 ? "*" : Encoding.Latin1.GetString(parsed.ValueOf(parsed[i]));
            text.Append(parsed[i].Tag).Append('=').Append(value).Append('|');
        }

        return text.ToString().TrimEnd('|');
    }
}
