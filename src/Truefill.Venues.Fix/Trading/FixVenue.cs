using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Fix;

namespace Truefill.Venues.Fix.Trading;

/// <summary>
/// A venue that speaks FIX 4.2, 4.4 or 5.0 SP2; we are the initiator. Requests go out under the engine's wire ids and
/// are never sent again. A message in is confirmed in the session's store only once the sink holds it: after a crash
/// the venue sends again what was not.
/// </summary>
public sealed class FixVenue : IVenue
{
    private const string StoreName = "session";
    private const int BatchMost = 256;

    // Reports that wait for the sink; more, and the line is cut until there is room: the venue keeps what it has.
    private const int WaitingMost = 100_000;
    private static readonly TimeSpan ExpiryInterval = TimeSpan.FromMilliseconds(250);

    private readonly FixVenueSettings settings;
    private readonly FixRequestWriter writer;
    private readonly FixSentRequests requests = new();
    private readonly FixQuestions questions;
    private readonly FixInbound inbound;
    private readonly Channel<Arrival> arrivals = Channel.CreateUnbounded<Arrival>();
    private volatile FixConnection? connection;

    // Of the timer alone: since when the silence that was told of last had lasted.
    private long toldSilentSince;

    public FixVenue(FixVenueSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        writer = new FixRequestWriter(settings.Session.Version, settings.Dialect);
        questions = new FixQuestions(settings.VenueId, settings.Dialect.Accounts, settings.Dialect.Instruments);
        inbound = new FixInbound(settings, requests, questions, Arrive);
    }

    public string Id => settings.VenueId;

    public FixVenueSettings Settings => settings;

    /// <summary>The line, while it runs; for its state and numbers.</summary>
    public FixConnection? Connection => connection;

    public VenueCapabilities Capabilities => settings.Capabilities;

    /// <exception cref="FixStoreException">
    /// The store is damaged, of a newer format or another process's, or it failed.
    /// </exception>
    public async Task RunAsync(IVenueSink sink, CancellationToken stop)
    {
        using FileMessageStore store = FileMessageStore.Open(settings.StoreFolder, StoreName, settings.Clock());
        FixSession session = new(settings.SessionOptions, store, inbound, settings.Log);
        using FixInitiator initiator = new(session, settings.Host, settings.Port, settings.Transport, settings.Log);
        initiator.Retrying = retry => sink.Retrying(new VenueRetry(retry.Attempt, retry.Delay, retry.Reason));
        using Timer timer = new(_ => Look(sink), null, ExpiryInterval, ExpiryInterval);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        FixStoreException? failure = null;
        initiator.Failed = failed =>
        {
            failure = failed;
            _ = ended.CancelAsync();
        };
        connection = initiator.Connection;
        initiator.Start();
        try
        {
            while (await arrivals.Reader.WaitToReadAsync(ended.Token)) Forward(sink, initiator.Connection);
        }
        catch (OperationCanceledException) when (failure is not null)
        {
            throw new FixStoreException(failure.Message, failure);
        }
        finally
        {
            connection = null;
            initiator.Dispose();
            Forward(sink, initiator.Connection);
        }
    }

    public void Send(in VenueCommand command)
    {
        FixSent sent;
        try
        {
            sent = Send(new FixRequest(command, null));
        }
        catch (FixStoreException)
        {
            // Other threads send too: whether it left cannot be told. The session ends, and the venue is asked.
            connection?.Cut();
            return;
        }

        if (!sent.IsOk) throw new NotSentException($"{Id}: {Explain(in sent)}");
    }

    public void Ask(in VenueQuery query)
    {
        if (!CanAsk(query.Kind))
        {
            inbound.Answer(questions.Failed(in query, "this venue is not asked such questions"));
            return;
        }

        VenueQuery asked = query.Kind == QueryKind.Positions && query.Account.Length == 0
            ? query with { Account = settings.PositionsAccount }
            : query;
        long wait = FixNanos.Of(settings.QueryTimeout);
        questions.Add(in asked, new UtcNanos(settings.Clock() + wait), wait);
        string? why;
        try
        {
            FixSent sent = Send(new FixRequest(null, asked));
            why = sent.IsOk ? null : Explain(in sent);
        }
        catch (FixStoreException e)
        {
            why = e.Message;
            connection?.Cut();
        }

        if (why is not null && questions.Fail(query.Id, why) is { } answer) inbound.Answer(answer);
    }

    private bool CanAsk(QueryKind kind) => kind switch
    {
        QueryKind.Order => true,
        QueryKind.OpenOrders => settings.AnswersMassStatus,
        QueryKind.Positions => settings.AnswersPositions,
        QueryKind.Executions or QueryKind.Balances => false,
    };

    public ValueTask DisposeAsync()
    {
        arrivals.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private FixSent Send(in FixRequest request)
    {
        if (connection is not { } line) return new FixSent(0, FixSendError.NotLoggedOn);
        return line.Send(
            request.MsgType,
            new Outgoing(this, line.Session, request),
            static (ref FixMessageWriter body, Outgoing outgoing) => outgoing.Write(ref body));
    }

    private static string Explain(in FixSent sent) => sent.Error switch
    {
        FixSendError.NotLoggedOn => "the session is not logged on",
        FixSendError.Malformed => $"{sent.WriteError} at tag {sent.Tag}",
        FixSendError.Backlog => "the venue takes no more bytes",
        _ => "another message was begun",
    };

    private void Arrive(in VenueReport report, FixMark mark)
    {
        arrivals.Writer.TryWrite(new Arrival(report, mark));
        if (arrivals.Reader.Count > WaitingMost) connection?.Cut();
    }

    // The last of a batch tells when all of it is held.
    private void Forward(IVenueSink sink, FixConnection line)
    {
        FixMark last = default;
        for (int count = 1; arrivals.Reader.TryRead(out Arrival? arrival); count++)
        {
            if (arrival.Mark != default) last = arrival.Mark;
            bool isEnd = count % BatchMost == 0 || arrivals.Reader.Count == 0;
            if (!isEnd || last == default)
            {
                sink.Post(in arrival.Report);
                continue;
            }

            FixMark held = last;
            last = default;
            sink.Post(in arrival.Report, () => line.Confirm(held));
        }
    }

    private void Look(IVenueSink sink)
    {
        FailOld();
        LookForSilence(sink);
    }

    // Heartbeats are due from the venue, whether or not anything else is: a second beyond their interval is a gap.
    private void LookForSilence(IVenueSink sink)
    {
        if (connection?.Session is not { IsLoggedOn: true, HeartBtIntNanos: > 0 } session) return;
        long since = session.LastReceivedAt;
        long now = settings.Clock();
        if (now - since <= session.HeartBtIntNanos + UtcNanos.PerSecond)
        {
            // Each time: what told of the silence may still wait for the sink.
            if (Interlocked.Read(ref toldSilentSince) != 0) sink.HeardAgain();
            return;
        }

        if (Interlocked.Exchange(ref toldSilentSince, since) == since) return;
        inbound.Silent($"nothing was received since {new UtcNanos(since)}", new UtcNanos(now));
    }

    private void FailOld()
    {
        foreach (VenueAnswer answer in questions.FailOlder(new UtcNanos(settings.Clock()), "no answer in time"))
            inbound.Answer(answer);
    }

    private sealed class Arrival(VenueReport report, FixMark mark)
    {
        public readonly VenueReport Report = report;

        public FixMark Mark { get; } = mark;
    }

    // The body is written under the session's lock, so the number is the message's own.
    private readonly record struct Outgoing(FixVenue Venue, FixSession Session, FixRequest Request)
    {
        public void Write(ref FixMessageWriter body)
        {
            Venue.requests.Record(Session.NextOutbound, Request);
            Venue.writer.Write(ref body, Request, new UtcNanos(Venue.settings.Clock()));
        }
    }
}
