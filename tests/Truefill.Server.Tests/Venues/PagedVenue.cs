using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Venues;

namespace Truefill.Server.Tests.Venues;

/// <summary>A venue with long lists that it gives 500 rows a call, and that remembers when it was called.</summary>
internal sealed class PagedVenue(IReadOnlyList<ExecutionReport> orders, IReadOnlyList<VenuePosition> positions) : IVenue
{
    public const string Name = "PAGED";
    public const int PageRows = 500;

    public const VenueCapabilities Offers = VenueCapabilities.OrderEntry | VenueCapabilities.PushesReports
        | VenueCapabilities.QueryOpenOrders | VenueCapabilities.QueryExecutions | VenueCapabilities.QueryPositions;

    private readonly ConcurrentQueue<long> calls = new();
    private readonly CancellationTokenSource ended = new();
    private IVenueSink? sink;

    public string Id => Name;

    public VenueCapabilities Capabilities => Offers;

    /// <summary>The most calls that fell into any five seconds.</summary>
    public int MostInWindow
    {
        get
        {
            long[] at = [.. calls];
            long window = 5 * Stopwatch.Frequency;
            return at.Max(first => at.Count(each => each >= first && each - first < window));
        }
    }

    public int Calls => calls.Count;

    public Task RunAsync(IVenueSink sink, CancellationToken stop)
    {
        this.sink = sink;
        sink.Post(new VenueReport { Kind = VenueReportKind.SessionOpened });
        return Task.Delay(Timeout.Infinite, stop);
    }

    public void Send(in VenueCommand command) => Called();

    public void Ask(in VenueQuery query)
    {
        Called();
        VenueQuery asked = query;
        _ = Task.Run(() => AnswerAsync(asked));
    }

    public ValueTask DisposeAsync()
    {
        ended.Cancel();
        ended.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AnswerAsync(VenueQuery query)
    {
        UtcNanos asOf = UtcNanos.FromMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        int rows = query.Kind switch
        {
            QueryKind.OpenOrders => orders.Count,
            QueryKind.Positions => positions.Count,
            _ => 0,
        };
        for (int page = 1; page * PageRows < rows; page++)
        {
            await sink!.MayCallAsync(query.Id, ended.Token);
            Called();
        }

        sink!.Post(new VenueReport
        {
            Kind = VenueReportKind.Answer,
            Answer = new VenueAnswer
            {
                QueryId = query.Id,
                Venue = Name,
                Kind = query.Kind,
                Status = AnswerStatus.Complete,
                AsOf = asOf,
                Orders = query.Kind == QueryKind.OpenOrders ? orders : [],
                Positions = query.Kind == QueryKind.Positions ? positions : [],
            },
        });
    }

    private void Called() => calls.Enqueue(Stopwatch.GetTimestamp());
}
