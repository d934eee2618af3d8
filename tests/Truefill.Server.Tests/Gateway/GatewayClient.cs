using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Text;
using System.Threading;
using Truefill.Fix;

namespace Truefill.Server.Tests.Gateway;

/// <summary>A client of the gateway: our own initiator, with a store that lives as long as the test.</summary>
internal sealed class GatewayClient(int port, FixVersion version, string name = "CLIENT", string? password = null, SslClientAuthenticationOptions? tls = null)
    : IFixApplication, IDisposable
{
    private readonly MemoryMessageStore store = new(1);
    private readonly Lock guard = new();
    private readonly List<Dictionary<int, string>> received = [];
    private FixInitiator? initiator;
    private FixSession? session;

    public FixConnection Connection => initiator!.Connection;

    public int NextOutbound => session!.NextOutbound;

    public GatewayClient Connect(TimeSpan? patience = null)
    {
        session = new FixSession(
            new FixSessionOptions
            {
                Role = FixRole.Initiator,
                Version = version,
                SenderCompId = name,
                TargetCompId = "TRUEFILL",
                Password = password,

                // What we say is as the standard of the version has it.
                Strictness = FixStrictness.Strict,
                Resend = FixResendRules.Default with { Orders = FixResend.PossDup },
            },
            store,
            this);
        initiator = new FixInitiator(
            session, "127.0.0.1", port,
            new FixTransportOptions { ClientTls = tls, Reconnect = new FixReconnect { First = TimeSpan.FromMilliseconds(50), Longest = TimeSpan.FromMilliseconds(50) } });
        initiator.Start();
        Until(() => Connection.IsLoggedOn, "the client is logged on", patience);
        return this;
    }

    public void Disconnect()
    {
        initiator?.Dispose();
        initiator = null;
    }

    public FixVerdict OnMessage(FixSession from, in FixDelivery delivery)
    {
        Dictionary<int, string> fields = [];
        foreach (string field in Encoding.UTF8.GetString(delivery.Message.Bytes).Split('\x01', StringSplitOptions.RemoveEmptyEntries))
            fields[int.Parse(field[..field.IndexOf('=', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture)] = field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..];
        lock (guard) received.Add(fields);
        return FixVerdict.Accepted;
    }

    public void OnReject(FixSession from, in FixDelivery delivery) => OnMessage(from, in delivery);

    public IReadOnlyList<Dictionary<int, string>> Received
    {
        get
        {
            lock (guard) return [.. received];
        }
    }

    /// <summary>The fields of 150 and 39 of every report about an order, in the order of their arrival.</summary>
    public string[] StatesOf(string clOrdId) =>
    [
        .. Received.Where(m => m[35] == "8" && (m[11] == clOrdId || m.GetValueOrDefault(41) == clOrdId)).Select(m => m.GetValueOrDefault(150) + m[39]),
    ];

    public Dictionary<int, string> WaitFor(Func<Dictionary<int, string>, bool> condition, string what)
    {
        Until(() => Received.Any(condition), what);
        return Received.First(condition);
    }

    /// <summary>Says what the client received where it is in vain.</summary>
    public void Until(Func<bool> condition, string what, TimeSpan? patience = null) => Eventually.HoldsBlocking(
        condition,
        () => string.Join(
            '\n', Received.Select(m => string.Join('|', m.Select(f => $"{f.Key}={f.Value}"))).Prepend(what)),
        patience);

    public void Send(string type, params (int Tag, string Value)[] fields)
    {
        FixSent sent = Connection.Send(Encoding.ASCII.GetBytes(type), fields, static (ref FixMessageWriter writer, (int Tag, string Value)[] all) =>
        {
            foreach ((int tag, string value) in all) writer.Append(tag, value);
            writer.AppendUtcTimestamp(Tags.TransactTime, FixNanos.Of(DateTimeOffset.UtcNow));
        });
        Assert.True(sent.IsOk, sent.ToString());
    }

    /// <summary>With one field as bytes that no message of ours holds. The field in front of it is nobody's.</summary>
    public void SendBytes(string type, int tag, byte[] value, params (int Tag, string Value)[] fields)
    {
        FixSent sent = Connection.Send(Encoding.ASCII.GetBytes(type), (tag, value, fields), static (ref FixMessageWriter writer, (int Tag, byte[] Value, (int Tag, string Value)[] Fields) all) =>
        {
            foreach ((int each, string text) in all.Fields) writer.Append(each, text);
            writer.AppendUtcTimestamp(Tags.TransactTime, FixNanos.Of(DateTimeOffset.UtcNow));
            writer.AppendData(9999, all.Tag, all.Value);
        });
        Assert.True(sent.IsOk, sent.ToString());
    }

    public void Order(string id, string qty = "100", string price = "10", params (int Tag, string Value)[] more) => Send(
        "D", [(11, id), (1, "ACC1"), (21, "1"), (55, "IBM"), (54, "1"), (38, qty), (40, "2"), (44, price), (59, "0"), .. more]);

    public void Cancel(string id, string original) => Send("F", (41, original), (11, id), (55, "IBM"), (54, "1"));

    public void Replace(string id, string original, string qty, string price) =>
        Send("G", (41, original), (11, id), (21, "1"), (55, "IBM"), (54, "1"), (38, qty), (40, "2"), (44, price));

    public void Dispose() => Disconnect();
}
