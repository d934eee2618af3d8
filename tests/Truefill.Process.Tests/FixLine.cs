using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Truefill.Process.Tests;

/// <summary>
/// A client's end of a FIX 4.4 line: it says what a test has it say, under the number that the test gives it.
/// </summary>
internal sealed class FixLine : IDisposable
{
    private const char Soh = '\x01';
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TcpClient tcp = new();
    private readonly byte[] buffer = new byte[1 << 16];
    private string unread = "";

    private FixLine(int port) => tcp.Connect(IPAddress.Loopback, port);

    /// <summary>Logs on, again and again while the session still has its last line.</summary>
    /// <param name="number">Of the logon.</param>
    public static async Task<FixLine> LogOn(int port, int number)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            FixLine line = new(port);
            line.Send(number, "A", first: null, (98, "0"), (108, "30"));
            if (await line.TryNext("A") is not null) return line;
            line.Dispose();
            Assert.True(watch.Elapsed < Patience, "nobody answers a logon");
            await Task.Delay(100);
        }
    }

    public static string TimeOf(DateTime time) =>
        time.ToString("yyyyMMdd-HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Sends now; <paramref name="first"/>: it was sent before, at that time.</summary>
    public void Send(int number, string type, DateTime? first, params (int Tag, string Value)[] body)
    {
        StringBuilder text = new();
        Append(35, type);
        Append(49, "CLIENT");
        Append(56, "GATE");
        Append(34, number.ToString(CultureInfo.InvariantCulture));
        Append(52, TimeOf(DateTime.UtcNow));
        if (first is { } before)
        {
            Append(43, "Y");
            Append(122, TimeOf(before));
        }

        foreach ((int tag, string value) in body) Append(tag, value);
        text.Insert(0, string.Create(CultureInfo.InvariantCulture, $"8=FIX.4.4{Soh}9={text.Length}{Soh}"));
        int sum = Encoding.ASCII.GetBytes(text.ToString()).Sum(each => each) % 256;
        Append(10, sum.ToString("000", CultureInfo.InvariantCulture));
        tcp.Client.Send(Encoding.ASCII.GetBytes(text.ToString()));

        void Append(int tag, string value) => text.Append(CultureInfo.InvariantCulture, $"{tag}={value}{Soh}");
    }

    /// <summary>A limit order to buy ten.</summary>
    public void Order(int number, string id, string symbol, DateTime? first = null) => Send(
        number, "D", first,
        (11, id), (1, "ACC1"), (21, "1"), (55, symbol), (54, "1"), (38, "10"), (40, "2"), (44, "100.25"), (59, "0"),
        (60, TimeOf(first ?? DateTime.UtcNow)));

    /// <summary>The next message of a type; what comes before it is passed over.</summary>
    public async Task<IReadOnlyDictionary<int, string>> Next(string type)
    {
        IReadOnlyDictionary<int, string>? message = await TryNext(type);
        Assert.True(message is not null, $"the line ended before a message of type {type}");
        return message;
    }

    public void Dispose() => tcp.Dispose();

    // Null: the line ended before.
    private async Task<IReadOnlyDictionary<int, string>?> TryNext(string type)
    {
        using CancellationTokenSource late = new(Patience);
        while (true)
        {
            while (Take() is { } message)
                if (message[35] == type) return message;
            int read = await tcp.Client.ReceiveAsync(buffer, late.Token);
            if (read == 0) return null;
            unread += Encoding.ASCII.GetString(buffer, 0, read);
        }
    }

    private Dictionary<int, string>? Take()
    {
        int sum = unread.IndexOf(Soh + "10=", StringComparison.Ordinal);
        int end = sum < 0 ? -1 : unread.IndexOf(Soh, sum + 1);
        if (end < 0) return null;
        string message = unread[..end];
        unread = unread[(end + 1)..];
        return message.Split(Soh).Select(field => field.Split('=', 2))
            .GroupBy(field => int.Parse(field[0], CultureInfo.InvariantCulture))
            .ToDictionary(same => same.Key, same => same.First()[1]);
    }
}
