using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Venues;

namespace Truefill.Server.Tests.Gateway;

/// <summary>A venue that says what the test lets it say, at once.</summary>
internal sealed class ScriptedVenue : IVenue
{
    private readonly BlockingCollection<VenueReport> said = [];
    private IVenueSink? sink;
    private long reports;

    public string Id => "V";

    public VenueCapabilities Capabilities => VenueCapabilities.OrderEntry | VenueCapabilities.PushesReports;

    /// <summary>A service has connected to it.</summary>
    public bool HasRun => sink is not null;

    public ConcurrentQueue<VenueCommand> Commands { get; } = new();

    /// <summary>What it makes of each command; nothing, if not set.</summary>
    public Action<ScriptedVenue, VenueCommand> Script { get; set; } = static (_, _) => { };

    /// <summary>A script: whatever it is told is done.</summary>
    public static void Accept(ScriptedVenue venue, VenueCommand command)
    {
        (ExecType type, OrdStatus status) = command.Kind switch
        {
            VenueCommandKind.New => (ExecType.New, OrdStatus.New),
            VenueCommandKind.Cancel => (ExecType.Canceled, OrdStatus.Canceled),
            _ => (ExecType.Replaced, OrdStatus.New),
        };
        venue.Say(command, type, status);
    }

    public Task RunAsync(IVenueSink sink, CancellationToken stop)
    {
        this.sink = sink;
        sink.Post(new VenueReport { Kind = VenueReportKind.SessionOpened });
        return Task.Run(
            () =>
            {
                foreach (VenueReport report in said.GetConsumingEnumerable(stop)) sink.Post(in report);
            },
            stop);
    }

    public void Send(in VenueCommand command)
    {
        Commands.Enqueue(command);
        Script(this, command);
    }

    public void Ask(in VenueQuery query)
    {
    }

    public void Drop() => said.Add(new VenueReport { Kind = VenueReportKind.SessionClosed, Detail = "dropped" });

    public void Say(VenueCommand about, ExecType type, OrdStatus status, decimal qty = 0, decimal px = 0, string? execRef = null) =>
        said.Add(new VenueReport
        {
            Kind = VenueReportKind.ExecutionReport,
            ReceivedAt = Now,
            ExecutionReport = new ExecutionReport
            {
                Venue = default,
                ExecType = type,
                OrdStatus = status,
                ClOrdId = about.WireId,
                OrigClOrdId = about.OrigWireId,
                OrderId = new OrderId(ShortText.FromTrusted("V" + about.Order.Value.ToString(CultureInfo.InvariantCulture))),
                ExecId = new ExecId(ShortText.FromTrusted("E" + (++reports).ToString(CultureInfo.InvariantCulture))),
                ExecRefId = execRef is null ? default : new ExecId(ShortText.FromTrusted(execRef)),
                SymbolName = about.Symbol,
                Side = about.Terms.Side == default ? null : about.Terms.Side,
                OrderQty = about.Kind == VenueCommandKind.Cancel ? null : about.Terms.OrderQty,
                Price = about.Kind == VenueCommandKind.Cancel ? null : about.Terms.Price,
                OrdType = about.Kind == VenueCommandKind.Cancel ? null : about.Terms.OrdType,
                TimeInForce = about.Kind == VenueCommandKind.Cancel ? null : about.Terms.TimeInForce,
                LastQty = qty == 0 ? null : Qty.FromTrusted(qty),
                LastPx = qty == 0 ? null : Px.FromTrusted(px),
                TransactTime = Now,
                Text = type == ExecType.Rejected ? "no such luck" : null,
            },
        });

    public void Refuse(VenueCommand about) => said.Add(new VenueReport
    {
        Kind = VenueReportKind.OrderCancelReject,
        ReceivedAt = Now,
        CancelReject = new OrderCancelReject
        {
            Venue = default,
            ClOrdId = about.WireId,
            OrigClOrdId = about.OrigWireId,
            Reason = 0,
            Text = "too late to cancel",
            TransactTime = Now,
        },
    });

    public ValueTask DisposeAsync()
    {
        said.CompleteAdding();
        return ValueTask.CompletedTask;
    }

    private static UtcNanos Now => new((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100);
}
