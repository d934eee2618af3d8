using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Fix;
using Truefill.Server.Gateway;

namespace Truefill.Server.Tests.Gateway;

/// <summary>One client's outlet over a line of its own, with a journal that the test writes.</summary>
internal sealed class OutletDay : IFixApplication, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fix-outlet").FullName;
    private readonly FixAcceptor acceptor;
    private readonly Lock guard = new();
    private readonly List<string> said = [];
    private bool isOpen = true;

    /// <param name="covered">What an earlier run had told; null: there was none.</param>
    /// <param name="seq">Where the replica stands.</param>
    public OutletDay(ulong seq, ulong? covered = null)
    {
        Store = new LossyStore();
        if (covered is { } told)
        {
            using ReportCursor before = ReportCursor.Open(CursorPath, told, Store);
        }

        Outlet = new ReportOutlet(folder, FixVersion.Fix44, (after, upTo) => Journal(after, upTo), Say);
        FixSessionOptions options = new()
        {
            Role = FixRole.Acceptor,
            Version = FixVersion.Fix44,
            SenderCompId = "TRUEFILL",
            TargetCompId = "CLIENT",
        };
        FixSession session = new(options, Store, this);
        acceptor = new FixAcceptor(new IPEndPoint(IPAddress.Loopback, 0), [session]);
        Outlet.Open(acceptor.Connection(session), Store, seq);
        Outlet.Start();
        acceptor.Start();
        Client = new GatewayClient(acceptor.Endpoint.Port, FixVersion.Fix44);
    }

    public string CursorPath => Path.Combine(folder, ReportOutlet.CursorName);

    public LossyStore Store { get; }

    public ReportOutlet Outlet { get; }

    public GatewayClient Client { get; }

    public Func<ulong, ulong, IEnumerable<ClientReport>> Journal { get; set; } = static (_, _) => [];

    /// <summary>What is told the log.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (guard) return [.. said];
        }
    }

    /// <summary>Sequences in the order in which the client was told them.</summary>
    public IEnumerable<ulong> Told => Client.Received.Where(m => m[35] == "8").Select(m => SeqOf(m[17]));

    public static ClientReport Report(ulong seq) => new()
    {
        Seq = seq,
        ExecId = "E" + seq.ToString(CultureInfo.InvariantCulture),
        ExecType = ExecType.New,
        OrdStatus = OrdStatus.New,
        ClOrdId = ClOrdId.FromTrusted("C1"),
        OrderId = "T1-1",
        Account = "ACC1",
        Symbol = "IBM",
        Terms = new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Qty.FromTrusted(1)),
        OrderQty = Qty.FromTrusted(1),
    };

    public static ulong SeqOf(string execId) => ulong.Parse(execId.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>As the replica's thread does it.</summary>
    public void Play(params ReadOnlySpan<ulong> seqs)
    {
        foreach (ulong seq in seqs) Outlet.Add(Report(seq));
        Outlet.Advance(seqs[^1]);
    }

    /// <summary>Ends the outlet in order.</summary>
    public void Close()
    {
        if (!isOpen) return;
        isOpen = false;
        Client.Dispose();
        acceptor.Dispose();
        Outlet.Dispose();
    }

    public FixVerdict OnMessage(FixSession session, in FixDelivery delivery) => FixVerdict.Accepted;

    public string? OnLogon(FixSession session, in FixMessage logon) => Outlet.Failure;

    public void OnLoggedOn(FixSession session) => Outlet.Wake();

    public void Dispose()
    {
        Close();
        Directory.Delete(folder, recursive: true);
    }

    private void Say(string line)
    {
        lock (guard) said.Add(line);
    }
}
