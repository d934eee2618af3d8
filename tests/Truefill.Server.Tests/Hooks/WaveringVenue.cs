using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Venues;

namespace Truefill.Server.Tests.Hooks;

/// <summary>A venue whose adapter breaks when the test says so, and is started again by the service.</summary>
internal sealed class WaveringVenue : IVenue
{
    private volatile TaskCompletionSource broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile IVenueSink? sink;
    private int reports;

    public string Id => "V";

    public VenueCapabilities Capabilities => VenueCapabilities.OrderEntry | VenueCapabilities.PushesReports;

    public ConcurrentQueue<VenueCommand> Commands { get; } = new();

    /// <summary>False: it breaks at once, without a session.</summary>
    public bool IsReachable { get; set; } = true;

    public async Task RunAsync(IVenueSink sink, CancellationToken stop)
    {
        if (!IsReachable) throw new IOException("no route to the venue");
        this.sink = sink;
        sink.Post(new VenueReport { Kind = VenueReportKind.SessionOpened });
        await broken.Task.WaitAsync(stop);
        broken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        throw new IOException("the line broke");
    }

    public void Send(in VenueCommand command) => Commands.Enqueue(command);

    public void Ask(in VenueQuery query)
    {
    }

    public void Break() => broken.TrySetResult();

    public void SaySilent() => sink!.Post(new VenueReport
    {
        Kind = VenueReportKind.SessionSilent,
        ReceivedAt = Now,
        Detail = "nothing was received",
    });

    public void Say(
        ExecType type, string clOrdId, decimal qty = 0, decimal px = 0, string? symbol = null, string? orderId = null)
    {
        int number = Interlocked.Increment(ref reports);
        sink!.Post(new VenueReport
        {
            Kind = VenueReportKind.ExecutionReport,
            ReceivedAt = Now,
            ExecutionReport = new ExecutionReport
            {
                Venue = default,
                ExecType = type,
                OrdStatus = type switch
                {
                    ExecType.New => OrdStatus.New,
                    ExecType.Trade => OrdStatus.PartiallyFilled,
                    ExecType.Canceled => OrdStatus.Canceled,
                    ExecType.Suspended => OrdStatus.Suspended,
                    _ => OrdStatus.Rejected,
                },
                ClOrdId = ClOrdId.FromTrusted(clOrdId),
                OrderId = OrderId.FromTrusted(orderId ?? "O-" + clOrdId),
                ExecId = ExecId.FromTrusted("E" + number),
                SymbolName = symbol,
                AccountName = symbol is null ? null : "ACC1",
                Side = symbol is null ? null : Side.Buy,
                OrdType = symbol is null ? null : OrdType.Limit,
                TimeInForce = symbol is null ? null : TimeInForce.Day,
                OrderQty = symbol is null ? null : Qty.FromTrusted(5),
                Price = symbol is null ? null : Px.FromTrusted(10),
                LastQty = qty == 0 ? null : Qty.FromTrusted(qty),
                LastPx = qty == 0 ? null : Px.FromTrusted(px),
                TransactTime = Now,
                Text = type == ExecType.Rejected ? "no such luck" : null,
            },
        });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static UtcNanos Now => new((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100);
}
