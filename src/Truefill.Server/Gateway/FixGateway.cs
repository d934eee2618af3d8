using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.State;
using Truefill.Fix;
using Truefill.Journal;
using Truefill.Server.Configuration.Options;
using Truefill.Server.FixSessions;
using Truefill.Server.Hosting;
using Truefill.Server.Service;
using Truefill.Server.Venues;

namespace Truefill.Server.Gateway;

/// <summary>
/// FIX order entry: clients log on to one port and trade through the same gate and engine as everybody else. After a
/// reconnect, and after a restart, each is told exactly what it had not been told.
/// </summary>
public sealed class FixGateway : IDisposable
{
    // No request about an order comes near it, and each message is kept.
    private const int MessageBytesMax = 64 << 10;

    private readonly EngineHost host;
    private readonly Dictionary<string, GatewaySession> bySource = new(StringComparer.Ordinal);
    private readonly List<FileMessageStore> stores = [];
    private readonly List<FixSession> sessions = [];
    private readonly List<FixSessionLog> logs = [];
    private readonly List<FixSessionEntry> entries = [];
    private readonly FixAcceptor acceptor;

    private FixGateway(
        EngineHost host, FixGatewayOptions options, string folder, bool syncs, Action<string> report,
        X509Certificate2? certificate, X509Certificate2Collection? clients)
    {
        this.host = host;
        bool isOpen = false;
        try
        {
            foreach (FixGatewaySessionOptions each in options.Sessions) Open(each, folder, syncs, report);

            // The clock is the wall's, as the clients' is: the engine's begins with it and does not follow it.
            FixTransportOptions transport = new()
            {
                Wait = Spins(host, options) ? FixWait.Spin : FixWait.Block,
                Intake = new FixIntake(options.MessagesPerSecond, options.BytesPerSecond),
                ServerTls = certificate is null ? null : FixTransportOptions.TlsAs(certificate, clients),
            };
            acceptor = new FixAcceptor(
                new IPEndPoint(ListenAddresses.OfGateway(options.Address), options.Port),
                sessions, transport, new GatewayLog(report));
            isOpen = true;
        }
        finally
        {
            if (!isOpen) CloseFiles();
        }
    }

    /// <summary>One for each client.</summary>
    public IReadOnlyList<FixSessionEntry> Sessions => entries;

    public IPEndPoint Endpoint => acceptor.Endpoint;

    /// <param name="stateDirectory">The sessions are kept in <c>fix/gateway</c> there.</param>
    /// <param name="syncs">What is told is on the disk before it leaves.</param>
    /// <param name="certificate">What clients are shown, who then have to encrypt; null: plain TCP.</param>
    /// <param name="clients">Who signs the certificates that clients have to show; null: none is asked for.</param>
    /// <exception cref="FixStoreException">A session's store is damaged, or another process has it.</exception>
    /// <exception cref="ServiceSettingException">The address cannot be listened on.</exception>
    public static FixGateway Open(
        EngineHost host, FixGatewayOptions options, string stateDirectory, bool syncs, Action<string> report,
        X509Certificate2? certificate = null, X509Certificate2Collection? clients = null)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        string folder = FixVenueFactory.Folder(stateDirectory, FixFolders.Gateway);
        try
        {
            return new FixGateway(host, options, folder, syncs, report, certificate, clients);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw ListenAddresses.GatewayRefusal(options, e.Message);
        }
    }

    public void Dispose()
    {
        foreach (GatewaySession session in bySource.Values) session.Stop();
        acceptor.Dispose();
        host.Advanced -= Advance;
        foreach (GatewaySession session in bySource.Values) session.Outlet.Dispose();
        CloseFiles();
    }

    /// <summary>Lets clients in.</summary>
    public void Start()
    {
        host.Read(replica =>
        {
            for (int i = 0; i < sessions.Count; i++)
            {
                GatewaySession session = bySource[InputSource.OfFixClient(sessions[i].Options.TargetCompId)];
                session.Outlet.Open(acceptor.Connection(sessions[i]), stores[i], replica.Seq);
            }

            ClientReports reports = new(replica, source => Target(source));
            replica.Follow(reports, reports);
            return 0;
        });
        host.Advanced += Advance;
        foreach (GatewaySession session in bySource.Values) session.Outlet.Start();
        acceptor.Start();
    }

    private void CloseFiles()
    {
        foreach (FileMessageStore store in stores) store.Dispose();
        foreach (FixSessionLog log in logs) log.Dispose();
    }

    private void Open(FixGatewaySessionOptions options, string folder, bool syncs, Action<string> report)
    {
        string own = Path.Combine(folder, options.TargetCompId);
        Directory.CreateDirectory(own, Service.StateSession.PrivateDirectory);
        FileStoreOptions how = new() { Sync = syncs ? FixStoreSync.EveryFlush : FixStoreSync.Ranges };
        FileMessageStore store = FileMessageStore.Open(own, "session", host.Clock.Now.Value, how);
        stores.Add(store);
        ReportOutlet outlet = new(
            own, options.Terms.Version,
            (after, upTo) => Missed(InputSource.OfFixClient(options.TargetCompId), after, upTo),
            line => report($"fix client {options.TargetCompId}: {line}"), host.Options.Spin);
        GatewaySession session = new(options, host, outlet);
        bySource.Add(session.Source, session);
        FixSessionOptions agreed =
            FixTerms.Of(options.Terms, FixRole.Acceptor, options.SenderCompId, options.TargetCompId) with
            {
                Password = options.Password?.Reveal(),
                Confirmation = FixConfirmation.ByHost,
                MessageBytesMax = MessageBytesMax,
            };
        FixSessionLog log = new(own);
        logs.Add(log);
        sessions.Add(new FixSession(agreed, store, session, log));
        entries.Add(new FixSessionEntry(options.TargetCompId, own, agreed, () => outlet.Connection, log)
        {
            Waiting = () => outlet.Waiting,
        });
    }

    private Action<ClientReport>? Target(string source) =>
        bySource.TryGetValue(source, out GatewaySession? session) ? session.Outlet.Add : null;

    private void Advance(ulong seq)
    {
        foreach (GatewaySession session in bySource.Values) session.Outlet.Advance(seq);
    }

    // What one client was to be told between two sequences, made in a replica of its own that starts at the newest
    // checkpoint not behind them.
    private IEnumerable<ClientReport> Missed(string source, ulong after, ulong upTo)
    {
        EngineHostOptions options = host.Options;
        Replica replica = new();
        Checkpoint? start = options.Checkpoints is null
            ? null
            : CheckpointChoice.Newest(options.Storage, options.Journal, options.Checkpoints, after + 1);
        if (start is not null) replica.Load(start);
        else RecoveredState.RequireWhole(options.Storage);
        List<ClientReport> made = [];
        ClientReports reports = new(replica, each => each == source ? made.Add : null);
        replica.Follow(reports, reports);
        using JournalReader reader = new(options.Storage, options.Journal, start?.Position);
        while (reader.Position.NextSeq <= upTo && reader.MoveNext())
        {
            BlockView block = reader.Current;
            replica.Play(block.Records.Span, block.FirstSeq, block.Count, block.Raw.Span);
            foreach (ClientReport each in made)
                if (each.Seq > after && each.Seq <= upTo) yield return each;
            made.Clear();
        }
    }

    // A thread per client: more of them than processors to spare would only keep each other waiting.
    private static bool Spins(EngineHost host, FixGatewayOptions options) =>
        host.Options.Spin && options.Sessions.Count <= Environment.ProcessorCount / 2;
}
